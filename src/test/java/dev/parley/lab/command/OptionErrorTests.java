package dev.parley.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every wrong value ends with 2 and one message that says what is wrong and what is
 * right.
 */
class OptionErrorTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
			"probe -n many                | Invalid value for option '--count': 'many' is not a number; write for example 200, 10k or 1M",
			"probe -i soon                | Invalid value for option '--interval': 'soon' is not a duration; write for example 250ms, 5s, 1m30s or 2h",
			"probe -t fast                | 'fast' is not a threshold; write for example 'delivery:p(99)<200ms', 'p99(delivery) < 200ms for 10s' or 'lost==0'",
			"probe --connect-timeout x    | Invalid value for option '--connect-timeout': 'x' is not a duration; write for example 250ms, 5s, 1m30s or 2h",
			"load -H nonsense            | 'nonsense' is not a header; write -H 'Name: value'",
			"load --mask half            | --mask must be random or zero, not 'half'",
			"probe --api-url http://a^b   | Invalid value for option '--api-url': Illegal character in authority at index 8: http://a^b",
			"load --set word             | 'word' is not a value; write --set name=value",
			"load -c -3                   | Invalid value for option '--num-clients': '-3' is not a number; write for example 200, 10k or 1M",
			"load -c 3000M                | Invalid value for option '--num-clients': integer overflow",
			"load -d forever              | Invalid value for option '--duration': 'forever' is not a duration; write for example 250ms, 5s, 1m30s or 2h",
			"load -d 500d                 | Invalid value for option '--duration': '500d' is longer than a year",
			"load --rate fast             | 'fast' is not a rate; write for example 5000/s, 10k/s or 30/m",
			"load --rate 5/y              | '5/y' is not a rate; write for example 5000/s or 30/m",
			"load --churn x               | 'x' is not a rate; write for example 5000/s, 10k/s or 30/m",
			"load -s 30s                  | '30s' is not a stage; write for example 30s:1000",
			"load -s 30s:x                | 'x' is not a rate; write for example 5000/s, 10k/s or 30/m",
			"load --think x               | 'x' is not a duration; write for example 250ms, 5s, 1m30s or 2h",
			"load --payload big           | 'big' is not a size; write for example 512, 64KB or 1MB",
			"load --http-share 120%       | '120%' is more than everything; write 0% to 100%",
			"load -o pdf=x                | 'pdf=x' is not an output; write for example --out json=run.json or html=run.html",
			"load -o json=                | 'json=' is not an output; write for example --out json=run.json or html=run.html",
			"load -t lost                 | 'lost' is not a threshold; write for example 'delivery:p(99)<200ms', 'p99(delivery) < 200ms for 10s' or 'lost==0'",
			"stress --by weight           | --by must be rate or clients, not 'weight'",
			"stress --factor 1            | --factor must be greater than 1",
			"stress --precision x         | 'x' is not a share; write for example 20% or 0.2",
			"stress --from x              | 'x' is not a rate; write for example 5000/s, 10k/s or 30/m",
			"check --faults gremlins      | unknown fault 'gremlins'; use one of cut, reset, half-open, latency, stall, slow-line, refuse, kill",
			"check --faults kill          | the fault 'kill' needs a server that the lab starts itself; add --server-command",
			"check --seed x               | 'x' is not a number; write for example 200, 10k or 1M",
			"check --round x              | Invalid value for option '--round': 'x' is not a duration; write for example 250ms, 5s, 1m30s or 2h",
			"all -d x                     | Invalid value for option '--duration': 'x' is not a duration; write for example 250ms, 5s, 1m30s or 2h",
			"console --linger x           | Invalid value for option '--linger': 'x' is not a duration; write for example 250ms, 5s, 1m30s or 2h" })
	void rejectsAWrongValueOfACommandThatConnects(String line, String message) {
		String[] words = line.strip().split(" ");
		String[] args = new String[words.length + 1];
		args[0] = words[0];
		args[1] = "ws://127.0.0.1:1";
		System.arraycopy(words, 1, args, 2, words.length - 1);

		assertRejected(message.strip(), args);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
			"load nowhere                        | 'nowhere' is not a WebSocket address; write for example ws://localhost:8080/ws",
			"load ws://127.0.0.1:1 --preset dove | 'dove' is neither a preset",
			"load ws://192.0.2.1 -c 5000         | 5000 clients against ws://192.0.2.1/, which is not this machine: add --i-own-this-target if you own it",
			"monitor                             | there is nothing to monitor: give --page URL or --pid N",
			"monitor --pid 1 -i 1ms              | --interval must be between 0.1 s and 60 s",
			"monitor --pid 1 -i 61               | --interval must be between 0.1 s and 60 s",
			"monitor --pid 2000000000            | /proc has no process 2000000000",
			"monitor --pid x                     | Invalid value for option '--pid': 'x' is not a number; write for example 200, 10k or 1M",
			"monitor --pid 1 --warning cpu       | 'cpu' is not a threshold; write for example",
			"events /no/such/file                | the event test /no/such/file could not be read: /no/such/file",
			"report /no/such/file                | /no/such/file cannot be read as a run",
			"compare a.json                      | Missing required parameter: 'AFTER'",
			"proxy                               | Missing required parameter: 'SERVER'",
			"proxy ws://127.0.0.1:1 --jitter 5ms | the jitter must not be greater than the latency",
			"proxy ws://127.0.0.1:1 --bandwidth x | 'x' is not a size; write for example 512, 64KB or 1MB",
			"load --config /no/such/file         | the file /no/such/file could not be read: /no/such/file",
			"load --nonsense                     | Unknown option: '--nonsense'" })
	void rejectsAWrongCommandLine(String line, String message) {
		assertRejected(message.strip(), line.strip().split(" "));
	}

	@Test
	void needsACommand() {
		assertRejected("no command given; see the list below", new String[0]);
	}

	@Test
	void suggestsASimilarCommand() {
		Invocation lod = Invocation.of("lod");

		assertThat(lod.code()).isEqualTo(2);
		assertThat(lod.err()).contains("Unmatched argument", "Did you mean", "load");
	}

	@ParameterizedTest
	@ValueSource(strings = { "clients: [", "\t- x" })
	void rejectsAConfigurationThatIsNotYaml(String yaml, @TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("lab.yaml"), yaml);

		assertRejected("the file " + file + " could not be read: ", "load", "--config=" + file);
	}

	@Test
	void rejectsAWrongValueInTheEnvironment() {
		Invocation wrong = Invocation.of(java.util.Map.of("NUM_CLIENTS", "few"), "load", "ws://127.0.0.1:1");

		assertThat(wrong.code()).isEqualTo(2);
		assertThat(wrong.message()).contains("'few' is not a number");
	}

	private static void assertRejected(String message, String... args) {
		Invocation rejected = Invocation.of(args);

		assertThat(rejected.code()).as(rejected.out() + rejected.err()).isEqualTo(2);
		assertThat(rejected.message()).startsWith("lab: " + message);
		assertThat(rejected.err()).doesNotContain("Exception", "\tat ").containsOnlyOnce("lab: ");
		assertThat(rejected.out()).doesNotContain("█");
	}

}
