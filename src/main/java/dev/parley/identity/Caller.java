package dev.parley.identity;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An authenticated user with their current grants. Limits every query and delivery. */
public record Caller(String id, String name, Set<Grant> grants) {

	public Caller {
		grants = Set.copyOf(grants);
	}

	public boolean isAdmin() {
		return this.grants.stream().anyMatch((grant) -> grant.role() == Role.ADMIN);
	}

	/** The MSPs whose clients' engagements the caller sees. */
	public Set<String> msps() {
		return organisations(Role.MSP);
	}

	/** The clients whose engagements the caller sees. */
	public Set<String> clients() {
		return organisations(Role.CLIENT);
	}

	/** All organisations that the caller has a grant for. */
	public Set<String> organisations() {
		return this.grants.stream()
			.flatMap((grant) -> Stream.ofNullable(grant.organisation()))
			.collect(Collectors.toUnmodifiableSet());
	}

	/** Whether an engagement of this MSP and client is in scope. */
	public boolean sees(String msp, String client) {
		return actingFor(msp, client).isPresent();
	}

	/**
	 * The grant by which the caller acts in an engagement of this MSP and client. The
	 * MSP's takes precedence.
	 */
	public Optional<Grant> actingFor(String msp, String client) {
		return grant(Role.MSP, msp).or(() -> grant(Role.CLIENT, client));
	}

	/** Whether a grant of this organisation makes the caller its manager. */
	public boolean manages(String organisation) {
		return this.grants.stream().anyMatch((grant) -> grant.manager() && organisation.equals(grant.organisation()));
	}

	private Optional<Grant> grant(Role role, String organisation) {
		return this.grants.stream()
			.filter((grant) -> grant.role() == role && organisation.equals(grant.organisation()))
			.findFirst();
	}

	private Set<String> organisations(Role role) {
		return this.grants.stream()
			.filter((grant) -> grant.role() == role)
			.map((grant) -> Objects.requireNonNull(grant.organisation()))
			.collect(Collectors.toUnmodifiableSet());
	}

}
