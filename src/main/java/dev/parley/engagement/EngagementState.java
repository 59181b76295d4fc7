package dev.parley.engagement;

import org.jspecify.annotations.Nullable;

/** The fields of an engagement that can change, and its version. */
record EngagementState(String title, String status, long version) {

	EngagementState changed(@Nullable String title, @Nullable String status) {
		return new EngagementState((title != null) ? title : this.title, (status != null) ? status : this.status,
				this.version + 1);
	}

	boolean isRenamedFrom(EngagementState before) {
		return !this.title.equals(before.title);
	}

	boolean hasOtherStatusThan(EngagementState before) {
		return !this.status.equals(before.status);
	}

}
