package dev.parley.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decodes the frames of clients and encodes those of the server. Stateless and
 * thread-safe.
 */
public final class ProtocolCodec {

	/**
	 * Default limit for a client's frame; a message of 8 000 characters needs at most 48
	 * KB.
	 */
	public static final int MAX_FRAME_BYTES = 64 * 1024;

	/** {@link #MAX_FRAME_BYTES} in the notation of settings, for annotations. */
	public static final String DEFAULT_MAX_FRAME = (MAX_FRAME_BYTES / 1024) + "KB";

	private final FrameReader frames = new FrameReader();

	private final JsonMapper mapper = JsonMapper.builder()
		.changeDefaultPropertyInclusion((value) -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
		.addModule(Timestamps.module())
		.build();

	private final int maxFrameBytes;

	public ProtocolCodec() {
		this(MAX_FRAME_BYTES);
	}

	public ProtocolCodec(int maxFrameBytes) {
		this.maxFrameBytes = maxFrameBytes;
	}

	/**
	 * Decodes a client's frame. Unknown fields are ignored.
	 * @throws RejectedException for any other violation of the protocol; carries the
	 * frame's id if that could be read
	 */
	public ClientMessage decode(String text) {
		if (isTooLarge(text)) {
			throw new RejectedException(ErrorCode.TOO_LARGE,
					"A frame must be at most " + this.maxFrameBytes + " bytes long")
				.answering(idOf(text));
		}
		FrameReader.RawFrame frame = this.frames.read(text);
		try {
			return ClientMessageReader.message(frame);
		}
		catch (RejectedException ex) {
			throw ex.answering(frame.id());
		}
	}

	/** Decodes a client's frame from UTF-8. */
	public ClientMessage decode(byte[] utf8) {
		try {
			return decode(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
		}
		catch (CharacterCodingException _) {
			throw new RejectedException(ErrorCode.MALFORMED, "The frame is not UTF-8");
		}
	}

	/** Encodes a message that is not an event as UTF-8 JSON. */
	public byte[] encode(ServerMessage message, Instant timestamp) {
		return envelope(message.type(), timestamp, message.engagement(), 0, message.id(),
				this.mapper.writeValueAsString(message.data()));
	}

	/** Encodes the data of an event in the form in which it is stored. */
	public String encodeData(EventData data) {
		return this.mapper.writeValueAsString(data);
	}

	/** Decodes the stored data of an event. */
	public <T extends EventData> T decodeData(String json, Class<T> type) {
		return this.mapper.readValue(json, type);
	}

	/** Encodes an event with its stored data as UTF-8 JSON. */
	public byte[] encodeEvent(String type, Instant timestamp, String engagement, long seq, @Nullable String id,
			String data) {
		return envelope(type, timestamp, engagement, seq, id, data);
	}

	private boolean isTooLarge(String text) {
		int length = text.length();
		return length > this.maxFrameBytes / 3
				&& (length > this.maxFrameBytes || text.getBytes(StandardCharsets.UTF_8).length > this.maxFrameBytes);
	}

	private @Nullable String idOf(String text) {
		try {
			return this.frames.read(text).id();
		}
		catch (RejectedException ex) {
			return ex.frameId();
		}
	}

	private byte[] envelope(String type, Instant timestamp, @Nullable String engagement, long seq, @Nullable String id,
			String data) {
		ByteArrayBuilder bytes = new ByteArrayBuilder(160 + data.length());
		try (JsonGenerator json = this.mapper.createGenerator(bytes)) {
			json.writeStartObject();
			json.writeStringProperty("type", type);
			json.writeStringProperty("timestamp", Timestamps.format(timestamp));
			if (engagement != null) {
				json.writeStringProperty("engagement", engagement);
			}
			if (seq > 0) {
				json.writeNumberProperty("seq", seq);
			}
			if (id != null) {
				json.writeStringProperty("id", id);
			}
			json.writeName("data");
			json.writeRawValue(data);
			json.writeEndObject();
		}
		return bytes.toByteArray();
	}

}
