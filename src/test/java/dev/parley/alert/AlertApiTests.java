package dev.parley.alert;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import dev.parley.engagement.Api;
import dev.parley.engagement.FeatureServer;

import static dev.parley.engagement.Example.GIL;
import static dev.parley.engagement.Example.IAN;
import static dev.parley.engagement.Example.MIA;
import static org.assertj.core.api.Assertions.assertThat;

/** Alerts and the webhook for Alertmanager over REST. */
@FeatureServer
class AlertApiTests {

	private static final String RAISE = "/api/engagements/globex-firewall/alerts";

	private static final String HOOK = "/api/hooks/alertmanager?engagement=globex-firewall";

	@Autowired
	Api api;

	@BeforeEach
	void reset() {
		this.api.reset();
	}

	@Test
	void raisesAcknowledgesAndResolvesAnAlert() {
		MvcTestResult raised = this.api.post(GIL, RAISE,
				"{'severity':'critical','title':'VPN down','detail':'No answer','dedupKey':'vpn'}");
		assertThat(raised).hasStatus(201).bodyJson().isLenientlyEqualTo("""
				{"engagement":"globex-firewall","seq":1,"severity":"critical","title":"VPN down","detail":"No answer",
				"state":"raised","dedupKey":"vpn","occurrences":1,
				"raisedBy":{"id":"gil","name":"Gil","role":"CLIENT","organisation":"globex"}}""");
		assertThat(raised).bodyJson().doesNotHavePath("$.acknowledgedBy").doesNotHavePath("$.resolvedAt");
		String alert = "/api/alerts/" + Api.at(raised, "$.id");
		assertThat(this.api.post(GIL, RAISE, "{'severity':'critical','title':'VPN down','dedupKey':'vpn'}"))
			.hasStatus(200)
			.bodyJson()
			.extractingPath("$.occurrences")
			.isEqualTo(2);
		assertThat(this.api.post(MIA, alert + "/acknowledge", "{'comment':'On my way'}")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{\"state\":\"acknowledged\",\"comment\":\"On my way\"}");
		Api.refused(this.api.post(MIA, alert + "/acknowledge", null), 409, "conflict");
		assertThat(this.api.post(MIA, alert + "/resolve", null)).hasStatusOk()
			.bodyJson()
			.extractingPath("$.resolvedBy.id")
			.isEqualTo("mia");
		Api.refused(this.api.post(MIA, alert + "/resolve", "{}"), 409, "conflict");
	}

	@Test
	void listsAlertsFilteredAndPaged() {
		this.api.post(GIL, RAISE, "{'severity':'info','title':'one'}");
		this.api.post(GIL, RAISE, "{'severity':'critical','title':'two'}");
		MvcTestResult first = this.api.get(MIA, "/api/alerts?limit=1");
		String next = Api.at(first, "$.next").toString();
		MvcTestResult second = this.api.get(MIA, "/api/alerts?limit=1&cursor={next}", next);
		assertThat(Api.at(second, "$.next")).isNull();
		assertThat(Api.at(second, "$.items[0].id")).isNotEqualTo(Api.at(first, "$.items[0].id"));
		assertThat(
				this.api.get(MIA, "/api/alerts?state=raised,acknowledged&severity=critical&engagement=globex-firewall"))
			.bodyJson()
			.extractingPath("$.items[*].title")
			.asArray()
			.containsExactly("two");
		assertThat(this.api.get(IAN, "/api/alerts")).bodyJson().extractingPath("$.items").asArray().isEmpty();
		Api.refused(this.api.get(null, "/api/alerts"), 401, "unauthenticated");
		Api.invalid(this.api.get(MIA, "/api/alerts?state=open"), "state");
		Api.invalid(this.api.get(MIA, "/api/alerts?severity=fatal"), "severity");
		Api.invalid(this.api.get(MIA, "/api/alerts?engagement={e}", "a b"), "engagement");
		Api.invalid(this.api.get(MIA, "/api/alerts?cursor=x"), "cursor");
	}

	@Test
	void rejectsInvalidAlertsByField() {
		Api.refused(this.api.post(null, RAISE, "{'severity':'info','title':'x'}"), 401, "unauthenticated");
		Api.refused(this.api.post(IAN, RAISE, "{'severity':'info','title':'x'}"), 404, "not_found");
		Api.invalid(this.api.post(GIL, RAISE, "{'title':'x'}"), "severity");
		Api.invalid(this.api.post(GIL, RAISE, "{'severity':'info'}"), "title");
		Api.invalid(this.api.post(GIL, RAISE, "{'severity':'worst','title':'x'}"), "severity");
		Api.invalid(this.api.post(GIL, RAISE, "{'severity':'info','title':'two\\nlines'}"), "title");
		Api.invalid(this.api.post(GIL, RAISE, "{'severity':'info','title':'x','id':'a b'}"), "id");
		Api.invalid(this.api.post(GIL, RAISE, "{'severity':'info','title':'x','detail':'\\u0000'}"), "detail");
		Api.invalid(this.api.post(GIL, RAISE, "{'severity':'info','title':'x','dedupKey':'two\\nlines'}"), "dedupKey");
		Api.refused(this.api.post(GIL, RAISE, "{'severity':'info','title':true}"), 400, "malformed");
	}

	@Test
	void anAlertOutOfScopeIsNotFound() {
		MvcTestResult raised = this.api.post(GIL, RAISE, "{'severity':'info','title':'x'}");
		String alert = "/api/alerts/" + Api.at(raised, "$.id");
		for (String step : new String[] { "/acknowledge", "/resolve" }) {
			Api.refused(this.api.post(IAN, alert + step, null), 404, "not_found");
			Api.refused(this.api.post(IAN, "/api/alerts/no-such" + step, null), 404, "not_found");
			Api.refused(this.api.post(null, alert + step, null), 401, "unauthenticated");
			Api.invalid(this.api.post(GIL, alert + step, "{'comment':' '}"), "comment");
		}
	}

	@Test
	void answersAlertmanagerWithASummary() {
		String notification = """
				{"version":"4","groupKey":"{}:{}","truncatedAlerts":0,"status":"firing","receiver":"parley",
				"groupLabels":{},"commonLabels":{},"commonAnnotations":{},"externalURL":"http://am",
				"alerts":[{"status":"firing","labels":{"alertname":"HostDown","severity":"critical"},
				"annotations":{"summary":"VPN is down"},"startsAt":"2026-11-20T10:00:00Z",
				"endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://p","fingerprint":"c3d4e5f6a7b8c9d0"}]}""";
		assertThat(this.api.post(GIL, HOOK, notification)).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo(
					"{\"engagement\":\"globex-firewall\",\"raised\":1,\"repeated\":0,\"resolved\":0,\"ignored\":0}");
		assertThat(this.api.post(GIL, HOOK, notification.replace("firing", "resolved"))).hasStatusOk()
			.bodyJson()
			.extractingPath("$.resolved")
			.isEqualTo(1);
		assertThat(this.api.get(GIL, "/api/alerts")).bodyJson()
			.extractingPath("$.items[0]")
			.asMap()
			.containsEntry("title", "VPN is down")
			.containsEntry("severity", "critical")
			.containsEntry("state", "resolved");
	}

	@Test
	void rejectsInvalidNotifications() {
		Api.refused(this.api.post(null, HOOK, "{'version':'4','alerts':[]}"), 401, "unauthenticated");
		Api.refused(this.api.post(IAN, HOOK, "{'version':'4','alerts':[]}"), 404, "not_found");
		Api.invalid(this.api.post(GIL, "/api/hooks/alertmanager", "{'version':'4','alerts':[]}"), "engagement");
		Api.invalid(this.api.post(GIL, HOOK, "{'version':'3','alerts':[]}"), "version");
		Api.invalid(this.api.post(GIL, HOOK, "{'version':'4'}"), "alerts");
		Api.invalid(this.api.post(GIL, HOOK, "{'version':'4','alerts':[null]}"), "alerts[0]");
		Api.invalid(this.api.post(GIL, HOOK, "{'version':'4','alerts':[{'status':'firing'}]}"),
				"alerts[0].fingerprint");
		Api.invalid(this.api.post(GIL, HOOK, "{'version':'4','alerts':[{'status':'lost','fingerprint':'a'}]}"),
				"alerts[0].status");
		Api.invalid(this.api.post(GIL, HOOK, "{'version':'4','alerts':[{'status':'firing','fingerprint':'a b'}]}"),
				"alerts[0].fingerprint");
		Api.refused(this.api.post(GIL, HOOK, "{'version':'4','alerts':{}}"), 400, "malformed");
		String item = "{'status':'firing','fingerprint':'a'},";
		Api.invalid(
				this.api.post(GIL, HOOK, "{'version':'4','alerts':[" + item.repeat(1000) + item.replace("},", "}]}")),
				"alerts");
	}

}
