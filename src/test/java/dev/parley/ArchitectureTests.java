package dev.parley;

import java.util.Arrays;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.modulith.core.ApplicationModules;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * The rules of docs/architecture.md. Each was seen failing once with a planted violation.
 */
@Tag("slow")
class ArchitectureTests {

	private static final JavaClasses PARLEY = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.parley");

	@Test
	void packagesImportOnlyWhatTheyDeclareAndWithoutCycles() {
		ApplicationModules.of(Parley.class).verify();
	}

	@Test
	void onlyTheGatewayAndJettyTouchTheContainerAndSpringsWebSocketClasses() {
		noClasses().that()
			.resideOutsideOfPackages("dev.parley.gateway..", "dev.parley.jetty..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.eclipse.jetty..", "org.springframework.web.socket..")
			.check(PARLEY);
	}

	@ParameterizedTest
	@CsvSource({ "identity, identity.token identity.signin identity.people",
			"identity.token, identity.signin identity.people", "identity.signin, identity.people" })
	void roomsOfIdentityImportOnlyThoseBelowThem(String room, String above) {
		String[] forbidden = Arrays.stream(above.split(" ")).map((name) -> "dev.parley." + name).toArray(String[]::new);
		noClasses().that()
			.resideInAPackage("dev.parley." + room)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(forbidden)
			.check(PARLEY);
	}

	@Test
	void onlyTheClusterTouchesRedis() {
		onlyIn("dev.parley.cluster..", "io.lettuce..", "org.springframework.data.redis..");
	}

	@Test
	void onlyTheLabTouchesNetty() {
		onlyIn("dev.parley.lab..", "io.netty..");
	}

	@Test
	void onlyTheLabsJunitExtensionUsesJunitAndAllure() {
		onlyIn("dev.parley.lab.junit..", "org.junit..", "io.qameta.allure..", "dev.parley.lab.junit..");
	}

	@Test
	void protocolMeasureAndLabUseNoSpring() {
		ArchRule rule = noClasses().that()
			.resideInAnyPackage("dev.parley.protocol..", "dev.parley.measure..", "dev.parley.lab..")
			.and()
			.doNotHaveSimpleName("package-info")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..");
		rule.allowEmptyShould(true).check(PARLEY);
	}

	@Test
	void everyPackageIsNullMarked() {
		classes().should(new ArchCondition<JavaClass>("live in a package whose package-info is @NullMarked") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean marked = type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked");
				if (!marked) {
					events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " has none"));
				}
			}
		}).check(PARLEY);
	}

	@Test
	void namesHaveNoEmptySuffixes() {
		noClasses().should()
			.haveSimpleNameEndingWith("Impl")
			.orShould()
			.haveSimpleNameEndingWith("Util")
			.orShould()
			.haveSimpleNameEndingWith("Utils")
			.orShould()
			.haveSimpleNameEndingWith("Helper")
			.orShould()
			.haveSimpleNameEndingWith("Dto")
			.check(PARLEY);
	}

	@Test
	void controllersStayInTheirPackage() {
		classes().that()
			.haveSimpleNameEndingWith("Controller")
			.should()
			.bePackagePrivate()
			.allowEmptyShould(true)
			.check(PARLEY);
	}

	@Test
	void onlyTheLabPrintsStackTraces() {
		noClasses().that()
			.resideOutsideOfPackage("dev.parley.lab..")
			.should()
			.callMethodWhere(target(name("printStackTrace")))
			.check(PARLEY);
	}

	private static void onlyIn(String home, String... libraries) {
		noClasses().that()
			.resideOutsideOfPackage(home)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(libraries)
			.check(PARLEY);
	}

}
