package dev.parley.lab.engine;

import org.jspecify.annotations.Nullable;

/** Why a connection ended, or never began. */
public sealed interface Closing {

	/** A word or two, the same for the same kind of end: what errors are counted by. */
	String kind();

	/** A sentence for people. */
	String describe();

	/**
	 * A close frame came.
	 *
	 * @param code as sent; 1005 without one
	 */
	record Closed(int code, String reason) implements Closing {

		@Override
		public String kind() {
			return "closed " + this.code;
		}

		@Override
		public String describe() {
			return "closed with " + this.code + (this.reason.isEmpty() ? "" : " (" + this.reason + ")");
		}

	}

	/**
	 * The server answered the handshake with something else than an upgrade.
	 *
	 * @param status of the answer
	 * @param body its beginning
	 */
	record Refused(int status, String body) implements Closing {

		@Override
		public String kind() {
			return "refused " + this.status;
		}

		@Override
		public String describe() {
			return "the upgrade was refused with HTTP " + this.status
					+ (this.body.isBlank() ? "" : ": " + this.body.strip());
		}

	}

	/**
	 * The network or the protocol broke.
	 *
	 * @param kind such as {@code connect failed}, {@code connection lost},
	 * {@code protocol error}
	 * @param detail what exactly
	 */
	record Broken(String kind, @Nullable String detail) implements Closing {

		@Override
		public String describe() {
			return this.kind + ((this.detail == null) ? "" : ": " + this.detail);
		}

	}

	/** We ended it ourselves. */
	record Ours() implements Closing {

		@Override
		public String kind() {
			return "closed by us";
		}

		@Override
		public String describe() {
			return "closed by us";
		}

	}

}
