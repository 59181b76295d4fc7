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
	void whatIsNoDurationIsRefused(String text) {
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
	void nonsenseIsRefused() {
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

}
