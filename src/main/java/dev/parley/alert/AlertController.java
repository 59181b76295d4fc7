package dev.parley.alert;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.identity.Caller;
import dev.parley.protocol.ClientMessage.AcknowledgeAlert;
import dev.parley.protocol.ClientMessage.RaiseAlert;
import dev.parley.protocol.ClientMessage.ResolveAlert;
import dev.parley.protocol.Cursor;
import dev.parley.protocol.FieldRules;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;
import dev.parley.protocol.RejectedException;

@RestController
@RequestMapping("/api")
class AlertController {

	private final AlertService service;

	private final AlertListRepository alerts;

	AlertController(AlertService service, AlertListRepository alerts) {
		this.service = service;
		this.alerts = alerts;
	}

	@GetMapping("/alerts")
	Page<Alert> list(@AuthenticationPrincipal Caller caller, @RequestParam @Nullable List<String> state,
			@RequestParam @Nullable List<String> severity, @RequestParam @Nullable String engagement,
			@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
		PageRequest page = PageRequest.of(limit, cursor);
		AlertFilter filter = AlertFilter.of(state, severity, engagement);
		return Page.of(this.alerts.page(caller, filter, page), page,
				(alert) -> Cursor.after(alert.raisedAt().toEpochMilli(), alert.id()));
	}

	@PostMapping("/engagements/{engagement}/alerts")
	ResponseEntity<Alert> raise(@AuthenticationPrincipal Caller caller, @PathVariable String engagement,
			@Valid @RequestBody NewAlert alert) {
		AlertChange change = this.service
			.raise(caller,
					new RaiseAlert(alert.id(), engagement, alert.severity(), alert.title(), alert.detail(),
							alert.dedupKey()))
			.join();
		return ResponseEntity.status(change.created() ? HttpStatus.CREATED : HttpStatus.OK).body(change.alert());
	}

	@PostMapping("/alerts/{id}/acknowledge")
	Alert acknowledge(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestBody(required = false) @Nullable Remark remark) {
		String engagement = engagementOf(caller, id);
		return this.service.acknowledge(caller, new AcknowledgeAlert(null, engagement, id, comment(remark)))
			.join()
			.alert();
	}

	@PostMapping("/alerts/{id}/resolve")
	Alert resolve(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestBody(required = false) @Nullable Remark remark) {
		String engagement = engagementOf(caller, id);
		return this.service.resolve(caller, new ResolveAlert(null, engagement, id, comment(remark))).join().alert();
	}

	/** Rejects an alert out of the caller's scope as if it did not exist. */
	private String engagementOf(Caller caller, String alert) {
		return this.alerts.engagementOf(caller, FieldRules.id("id", alert))
			.orElseThrow(() -> RejectedException.notFound("alert"));
	}

	private static @Nullable String comment(@Nullable Remark remark) {
		return (remark != null) ? remark.comment() : null;
	}

	/** A new alert; a request repeated with the same id is carried out once. */
	record NewAlert(@Nullable String id, @NotNull String severity, @NotNull String title, @Nullable String detail,
			@Nullable String dedupKey) {
	}

	/** A comment on an alert. */
	record Remark(@Nullable String comment) {
	}

}
