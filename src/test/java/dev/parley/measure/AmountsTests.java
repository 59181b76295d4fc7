package dev.parley.measure;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AmountsTests {

	@ParameterizedTest
	@CsvSource({ "250ms,250", "5s,5000", "1m30s,90000", "2h,7200000", "0.5,500", "30,30000", " 1.5s ,1500" })
	void durationsAreReadAsPeopleWriteThem(String text, long millis) {
		assertThat(Amounts.duration(text)).isEqualTo(Duration.ofMillis(millis));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "abc", "5x", "5s3", "-5s", "s", "1h junk", "99999999999999h", "NaN" })
	void rejectsTextsThatAreNotDurations(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Amounts.duration(text));
	}

	@Test
	void countsRatesSizesAndSharesAreRead() {
		assertThat(Amounts.count("10k")).isEqualTo(10_000);
		assertThat(Amounts.count("1.5M")).isEqualTo(1_500_000);
		assertThat(Amounts.perSecond("5k/s")).isEqualTo(5000);
		assertThat(Amounts.perSecond("30/m")).isEqualTo(0.5);
		assertThat(Amounts.bytes("64KB")).isEqualTo(65_536);
		assertThat(Amounts.share("20%")).isEqualTo(0.2);
		assertThat(Amounts.share("1")).isEqualTo(1);
	}

	@Test
	void rejectsNonsense() {
		assertThatIllegalArgumentException().isThrownBy(() -> Amounts.count("ten"));
		assertThatIllegalArgumentException().isThrownBy(() -> Amounts.perSecond("5/fortnight"));
		assertThatIllegalArgumentException().isThrownBy(() -> Amounts.bytes("64 parsecs"));
		assertThatIllegalArgumentException().isThrownBy(() -> Amounts.share("120%"));
	}

	@Test
	void timesAreShownWithTheUnitThatFits() {
		assertThat(Amounts.time(950)).isEqualTo("950ns");
		assertThat(Amounts.time(312_000)).isEqualTo("312µs");
		assertThat(Amounts.time(18_020_000)).isEqualTo("18.02ms");
		assertThat(Amounts.time(312_400_000)).isEqualTo("312ms");
		assertThat(Amounts.time(6.01e9)).isEqualTo("6.01s");
		assertThat(Amounts.time(Double.NaN)).isEqualTo("-");
		assertThat(Amounts.time(Duration.ofSeconds(90))).isEqualTo("1m30s");
		assertThat(Amounts.time(Duration.ofMillis(250))).isEqualTo("250ms");
		assertThat(Amounts.number(30_000_000)).isEqualTo("30 000 000");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "1k, 1000", "2K, 2000", "0.5m, 500000", "3M, 3000000", " 7 , 7" })
	void readsCounts(String text, long count) {
		assertThat(Amounts.count(text)).isEqualTo(count);
	}

	@ParameterizedTest
	@CsvSource({ "5, 5", "5/s, 5", "60/m, 1", "60/min, 1", "3600/h, 1", "1k/S, 1000", "0.5/s, 0.5" })
	void readsRates(String text, double perSecond) {
		assertThat(Amounts.perSecond(text)).isEqualTo(perSecond);
	}

	@ParameterizedTest
	@CsvSource({ "512, 512", "1B, 1", "64kb, 65536", "1.5 MB, 1572864", "2GB, 2147483648" })
	void readsSizes(String text, long bytes) {
		assertThat(Amounts.bytes(text)).isEqualTo(bytes);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "k", "1e3", "1,5", "NaN", "1 000" })
	void rejectsTextsThatAreNotNumbers(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Amounts.count(text));
		assertThatIllegalArgumentException().isThrownBy(() -> Amounts.perSecond(text));
		assertThatIllegalArgumentException().isThrownBy(() -> Amounts.share(text));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 B", "1023, 1023 B", "1024, 1.0 KB", "1048576, 1.0 MB", "1610612736, 1.50 GB" })
	void showsSizesWithTheUnitThatFits(double bytes, String shown) {
		assertThat(Amounts.size(bytes)).isEqualTo(shown);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0s", "1, 1ms", "1500, 1.5s", "60000, 1m", "3661000, 1h1m1s", "90000000, 25h", "250, 250ms" })
	void showsDurationsAsTheyCouldBeTyped(long millis, String shown) {
		Duration duration = Duration.ofMillis(millis);

		assertThat(Amounts.time(duration)).isEqualTo(shown);
		assertThat(Amounts.duration(shown)).isEqualTo(duration);
	}

	@ParameterizedTest
	@CsvSource({ "-312000, -312µs", "0, 0ns", "999, 999ns", "1e3, 1µs", "1e6, 1.00ms", "1e8, 100ms", "1e9, 1.00s",
			"1.195e11, 119.50s", "1.2e11, 2m" })
	void showsTimesWithThreeDigits(double nanos, String shown) {
		assertThat(Amounts.time(nanos)).isEqualTo(shown);
	}

}
