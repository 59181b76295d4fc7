package dev.parley.alert;

import jakarta.validation.Valid;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.identity.Caller;

@RestController
class AlertmanagerController {

	private final AlertmanagerHook hook;

	AlertmanagerController(AlertmanagerHook hook) {
		this.hook = hook;
	}

	@PostMapping("/api/hooks/alertmanager")
	AlertmanagerHook.Summary receive(@AuthenticationPrincipal Caller caller, @RequestParam String engagement,
			@Valid @RequestBody AlertmanagerNotification notification) {
		return this.hook.receive(caller, engagement, notification).join();
	}

}
