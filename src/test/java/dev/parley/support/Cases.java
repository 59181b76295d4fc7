package dev.parley.support;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Checks a property against many random cases. The seed is fixed, so that every build
 * checks the same cases; {@code -Dparley.seed=} sets another one. A failure names the
 * seed that makes the failing case the first one.
 */
public final class Cases {

	private static final long SEED = Long.getLong("parley.seed", 1);

	/** Runs of the property that shortening one failing case may cost. */
	private static final int ATTEMPTS = 500;

	private Cases() {
	}

	/** Checks the property against this number of generated values. */
	public static <T> void forAll(int count, Function<RandomGenerator, T> generator, Consumer<? super T> property) {
		for (int i = 0; i < count; i++) {
			T value = generator.apply(random(i));
			Throwable failure = failure(property, value);
			if (failure != null) {
				throw report(i, count, "The case: " + describe(value), failure);
			}
		}
	}

	/**
	 * Checks the property against this number of generated sequences. A failing one is
	 * shortened by leaving out steps as long as the rest still fails.
	 */
	public static <T> void forAllSequences(int count, Function<RandomGenerator, List<T>> generator,
			Consumer<List<T>> property) {
		for (int i = 0; i < count; i++) {
			List<T> steps = generator.apply(random(i));
			if (failure(property, steps) != null) {
				List<T> shortened = shorten(steps, property);
				throw report(i, count, "%d of its %d steps are enough: %s".formatted(shortened.size(), steps.size(),
						describe(shortened)), failure(property, shortened));
			}
		}
	}

	public static <T> T oneOf(RandomGenerator random, List<T> values) {
		return values.get(random.nextInt(values.size()));
	}

	private static RandomGenerator random(int number) {
		return new SplittableRandom(SEED + number);
	}

	/** Leaves out ever smaller runs of steps, from the end to the beginning. */
	private static <T> List<T> shorten(List<T> failing, Consumer<List<T>> property) {
		List<T> shortest = failing;
		int attempts = 0;
		for (int length = (failing.size() + 1) / 2; length > 0; length /= 2) {
			for (int end = shortest.size(); end > 0 && attempts < ATTEMPTS; end -= length) {
				List<T> rest = new ArrayList<>(shortest.subList(0, Math.max(0, end - length)));
				rest.addAll(shortest.subList(end, shortest.size()));
				attempts++;
				if (failure(property, rest) != null) {
					shortest = rest;
				}
			}
		}
		return shortest;
	}

	private static <T> Throwable failure(Consumer<? super T> property, T value) {
		try {
			property.accept(value);
			return null;
		}
		catch (Exception | AssertionError ex) {
			return ex;
		}
	}

	private static AssertionError report(int number, int count, String what, Throwable cause) {
		return new AssertionError(
				"Case %d of %d failed, repeat it with -Dparley.seed=%d. %s%n%s".formatted(number + 1, count,
						SEED + number, what, (cause != null) ? cause.getMessage() : "It failed once, but not again."),
				cause);
	}

	private static String describe(Object value) {
		return (value instanceof byte[] bytes) ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(value);
	}

}
