package dev.parley.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Reads what a client says and writes what the server says. Stateless, safe for any
 * thread; needs no Spring.
 */
public final class ProtocolCodec {

	/**
	 * What a client may send in one frame unless configured otherwise; 8 000 characters
	 * need at most 48 KB.
	 */
	public static final int MAX_FRAME_BYTES = 64 * 1024;

	/** Always with three digits of a second, so that texts sort as times. */
	private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

	private final FrameReader frames = new FrameReader();

	private final JsonMapper mapper = JsonMapper.builder()
		.changeDefaultPropertyInclusion((value) -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
		.addModule(new SimpleModule().addSerializer(new TimestampSerializer()))
		.build();

	private final int maxFrameBytes;

	public ProtocolCodec() {
		this(MAX_FRAME_BYTES);
	}

	public ProtocolCodec(int maxFrameBytes) {
		this.maxFrameBytes = maxFrameBytes;
	}

	/**
	 * What a client's frame says. Unknown fields are ignored.
	 * @throws RejectedException for whatever else is not as the protocol says, and with
	 * the frame's id if that could be read
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

	/** As {@link #decode(String)}, of UTF-8. */
	public ClientMessage decode(byte[] utf8) {
		try {
			return decode(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
		}
		catch (CharacterCodingException _) {
			throw new RejectedException(ErrorCode.MALFORMED, "The frame is not UTF-8");
		}
	}

	/** A message that is no event, as UTF-8 JSON. */
	public byte[] encode(ServerMessage message, Instant timestamp) {
		return envelope(message.type(), timestamp, message.engagement(), 0, message.id(),
				this.mapper.writeValueAsString(message.data()));
	}

	/** The data of an event, in the form in which it is stored. */
	public String encodeData(EventData data) {
		return this.mapper.writeValueAsString(data);
	}

	/** The data of an event as it was stored. */
	public <T extends EventData> T decodeData(String json, Class<T> type) {
		return this.mapper.readValue(json, type);
	}

	/** An event with its stored data, as UTF-8 JSON. */
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
			json.writeStringProperty("timestamp", TIMESTAMP.format(timestamp));
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

	private static final class TimestampSerializer extends StdSerializer<Instant> {

		TimestampSerializer() {
			super(Instant.class);
		}

		@Override
		public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
			json.writeString(TIMESTAMP.format(value));
		}

	}

}
