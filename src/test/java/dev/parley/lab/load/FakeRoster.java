package dev.parley.lab.load;

import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Socket;
import dev.parley.lab.preset.Dialogue;
import dev.parley.lab.preset.MessageTemplate;
import dev.parley.lab.preset.Roster;

/**
 * Clients of one room whose server speaks plainly: {@code welcome}, {@code ack STAMP},
 * {@code refused STAMP}, {@code note}, and deliveries as {@code #number STAMP} or
 * {@code STAMP}.
 */
record FakeRoster(Fanout fanout, boolean acks) implements Roster {

	@Override
	public boolean numbers() {
		return true;
	}

	@Override
	public int rooms() {
		return 1;
	}

	@Override
	public int[] roomsOf(int client) {
		return new int[] { 0 };
	}

	@Override
	public int publishesTo(int client) {
		return 0;
	}

	@Override
	public Dial dial(int client) {
		return Dial.to(Endpoint.of("ws://127.0.0.1:1"));
	}

	@Override
	public Dialogue dialogue(int client) {
		return new FakeDialogue();
	}

	@Override
	public MessageTemplate message(int client, int bytes) {
		return MessageTemplate.of("{{stamp}}{{padding}}", bytes);
	}

	private static final class FakeDialogue implements Dialogue {

		@Override
		public boolean opened(Socket socket) {
			return false;
		}

		@Override
		public MessageKind receive(Socket socket, Payload payload) {
			String text = payload.text();
			if (text.equals("welcome")) {
				return MessageKind.READY;
			}
			if (text.startsWith("ack")) {
				return MessageKind.ACK;
			}
			if (text.startsWith("refused")) {
				return MessageKind.REFUSED;
			}
			return text.startsWith("note") ? MessageKind.OTHER : MessageKind.DELIVERY;
		}

		@Override
		public long sequence(Payload payload) {
			int mark = payload.indexOf(0, (byte) '#');
			return (mark < 0) ? -1 : payload.numberAt(mark + 1);
		}

		@Override
		public int room(Payload payload) {
			return 0;
		}

		@Override
		public String waitsFor() {
			return "welcome";
		}

		@Override
		public String reason(Payload payload) {
			return "because";
		}

	}

}
