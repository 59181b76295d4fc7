package dev.parley.storage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class on SQLite and on PostgreSQL. Each test finds the database
 * migrated and empty. The {@link Database} is a parameter of the constructor, of a test
 * or of a method that runs before or after one.
 *
 * <pre>
 * &#64;EveryDatabase
 * class EngagementRepositoryTests {
 *
 * 	private final EngagementRepository repository;
 *
 * 	EngagementRepositoryTests(Database database) {
 * 		this.repository = new EngagementRepository(database.jdbc(), database.reads());
 * 	}
 * </pre>
 */
@ClassTemplate
@ExtendWith(EveryDatabaseExtension.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EveryDatabase {

}
