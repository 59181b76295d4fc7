package dev.parley.protocol;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Encodes what the server says. Stateless, safe for any thread; needs no Spring. */
public final class ProtocolCodec {

	/** Always with three digits of a second, so that texts sort as times. */
	private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

	private final JsonMapper mapper = JsonMapper.builder()
		.changeDefaultPropertyInclusion((value) -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
		.build();

	/** A message that is no event, as UTF-8 JSON. */
	public byte[] encode(ServerMessage message, Instant timestamp) {
		return envelope(message.type(), timestamp, message.engagement(), 0, message.id(),
				this.mapper.writeValueAsString(message.data()));
	}

	/** The data of an event, in the form in which it is stored. */
	public String encodeData(EventData data) {
		return this.mapper.writeValueAsString(data);
	}

	/** An event with its stored data, as UTF-8 JSON. */
	public byte[] encodeEvent(String type, Instant timestamp, String engagement, long seq, @Nullable String id,
			String data) {
		return envelope(type, timestamp, engagement, seq, id, data);
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

}
