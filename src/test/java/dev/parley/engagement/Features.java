package dev.parley.engagement;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.parley.journal.Journal;
import dev.parley.journal.RunningJournal;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.realtime.Broadcaster;
import dev.parley.realtime.FrameFactory;
import dev.parley.storage.Database;
import dev.parley.storage.NewIds;
import dev.parley.storage.Vendor;
import dev.parley.support.TurnableClock;

/**
 * The features on a real journal and database, wired as in the server, with the users of
 * {@link Example} and a clock that tests control.
 */
public final class Features implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final Database database;

	private final TurnableClock clock = new TurnableClock();

	private final RecordedFrames frames = new RecordedFrames();

	private final RunningJournal journal;

	/**
	 * @param settings as {@code name=value}
	 */
	public Features(Database database, String... settings) {
		this.database = database;
		Example.populate(database.jdbc());
		this.journal = new RunningJournal(database, this.frames, this.clock);
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", map(settings)));
		this.context.registerBean(Journal.class, this.journal::journal);
		this.context.registerBean(Broadcaster.class, () -> this.frames);
		this.context.registerBean(Clock.class, () -> this.clock);
		this.context.registerBean(ProtocolCodec.class, () -> new ProtocolCodec());
		this.context.registerBean(FrameFactory.class);
		this.context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
		this.context.registerBean(MeterRegistry.class, () -> new SimpleMeterRegistry());
		this.context.registerBean(NewIds.class, () -> new NewIds(this.clock, new SecureRandom()));
		this.context.registerBean(Vendor.class, database::vendor);
		this.context.registerBean("jdbc", JdbcClient.class, database::jdbc, (bean) -> bean.setPrimary(true));
		this.context.registerBean("readJdbc", JdbcClient.class, database::reads, Features::qualifyReads);
		this.context.scan("dev.parley.engagement", "dev.parley.chat", "dev.parley.alert");
		this.context.refresh();
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public TurnableClock clock() {
		return this.clock;
	}

	public RecordedFrames frames() {
		return this.frames;
	}

	public Journal journal() {
		return this.journal.journal();
	}

	public Database database() {
		return this.database;
	}

	@Override
	public void close() {
		this.context.close();
		this.journal.close();
	}

	private static Map<String, Object> map(String... settings) {
		Map<String, Object> values = new HashMap<>();
		for (String setting : settings) {
			int at = setting.indexOf('=');
			values.put(setting.substring(0, at), setting.substring(at + 1));
		}
		return values;
	}

	private static void qualifyReads(BeanDefinition bean) {
		((AbstractBeanDefinition) bean).addQualifier(new AutowireCandidateQualifier(Qualifier.class, "reads"));
	}

}
