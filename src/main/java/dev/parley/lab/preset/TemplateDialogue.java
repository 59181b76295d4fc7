package dev.parley.lab.preset;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Socket;

/** Walks the steps of a template and then tells its messages apart. */
final class TemplateDialogue implements Dialogue {

	private final List<Template.JoinStep> steps;

	private final byte[][] repliesWhen;

	private final String[] repliesSend;

	private final byte @Nullable [] ack;

	private final byte @Nullable [] refused;

	private final byte @Nullable [] delivery;

	private final byte @Nullable [] sequence;

	private final UnaryOperator<String> fill;

	private int next;

	TemplateDialogue(Template template, UnaryOperator<String> fill) {
		this.fill = fill;
		this.steps = (template.join() == null) ? List.of() : template.join();
		List<Template.Reply> replies = (template.replies() == null) ? List.of() : template.replies();
		this.repliesWhen = replies.stream().map((reply) -> bytes(reply.when())).toArray(byte[][]::new);
		this.repliesSend = replies.stream().map((reply) -> fill.apply(reply.send())).toArray(String[]::new);
		this.ack = optional(template.ack());
		this.refused = optional(template.refused());
		this.delivery = optional(template.delivery());
		this.sequence = optional(template.sequence());
	}

	@Override
	public boolean opened(Socket socket) {
		return advance(socket);
	}

	@Override
	public MessageKind receive(Socket socket, Payload payload) {
		for (int i = 0; i < this.repliesWhen.length; i++) {
			if (payload.length() == this.repliesWhen[i].length && payload.matches(0, this.repliesWhen[i])) {
				socket.send(this.repliesSend[i]);
				return MessageKind.OTHER;
			}
		}
		if (this.next < this.steps.size()) {
			return join(socket, payload);
		}
		if (this.refused != null && payload.contains(this.refused)) {
			return MessageKind.REFUSED;
		}
		if (this.ack != null && payload.contains(this.ack)) {
			return MessageKind.ACK;
		}
		return (this.delivery == null || payload.contains(this.delivery)) ? MessageKind.DELIVERY : MessageKind.OTHER;
	}

	@Override
	public long sequence(Payload payload) {
		int at = (this.sequence == null) ? -1 : payload.indexOf(0, this.sequence);
		return (at < 0 || this.sequence == null) ? -1 : payload.numberAt(at + this.sequence.length);
	}

	@Override
	public String waitsFor() {
		String awaited = (this.next < this.steps.size()) ? this.steps.get(this.next).await() : null;
		return (awaited == null) ? "nothing" : "'" + this.fill.apply(awaited) + "'";
	}

	private MessageKind join(Socket socket, Payload payload) {
		String awaited = this.steps.get(this.next).await();
		if (awaited != null && !payload.contains(bytes(this.fill.apply(awaited)))) {
			return MessageKind.OTHER;
		}
		send(socket, this.steps.get(this.next));
		this.next++;
		return advance(socket) ? MessageKind.READY : MessageKind.OTHER;
	}

	/** Does every step that waits for nothing; answers whether all are done. */
	private boolean advance(Socket socket) {
		while (this.next < this.steps.size() && this.steps.get(this.next).await() == null) {
			send(socket, this.steps.get(this.next));
			this.next++;
		}
		return this.next == this.steps.size();
	}

	private void send(Socket socket, Template.JoinStep step) {
		if (step.send() != null) {
			socket.send(this.fill.apply(step.send()));
		}
	}

	private static byte @Nullable [] optional(@Nullable String text) {
		return (text == null) ? null : bytes(text);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
