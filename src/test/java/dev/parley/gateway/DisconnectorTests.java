package dev.parley.gateway;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import dev.parley.cluster.ClusterBus;
import dev.parley.realtime.ConnectionManager;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class DisconnectorTests {

	private final ConnectionManager connections = mock();

	private final ClusterBus bus = mock();

	private final Disconnector disconnector = new Disconnector(this.connections, this.bus);

	@Test
	void disconnectsHereAndTellsTheOtherNodes() {
		this.disconnector.disconnect("mia");
		verify(this.connections).kick("mia");
		verify(this.bus).publish(Disconnector.TOPIC, "mia".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void disconnectsWhenAnotherNodeAsksWithoutPublishingAgain() {
		ArgumentCaptor<Consumer<byte[]>> receiver = ArgumentCaptor.captor();
		verify(this.bus).subscribe(eq(Disconnector.TOPIC), receiver.capture());
		receiver.getValue().accept("noah".getBytes(StandardCharsets.UTF_8));
		verify(this.connections).kick("noah");
		verify(this.bus, never()).publish(any(), any());
	}

}
