package org.spoor.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the modules and packages, and what the code of values must not contain. */
final class ArchitectureTest {
  private static final JavaClasses SPOOR =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.spoor");

  @Test
  void model_knowsOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage("org.spoor.model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "org.spoor.model..")
        .check(SPOOR);
  }

  @Test
  void engine_knowsOnlyTheModel() {
    classes()
        .that()
        .resideInAPackage("org.spoor.engine..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "org.spoor.model..", "org.spoor.engine..")
        .check(SPOOR);
  }

  static Stream<ArchRule> adaptersKnowNoOtherModule() {
    return Stream.of(
        adapterKnowsNone("recorded", "engine", "graph", "app", "incidents"),
        adapterKnowsNone("graph", "engine", "recorded", "app", "incidents"),
        adapterKnowsNone(
            "endpoint", "ethereum", "bitcoin", "engine", "recorded", "graph", "app", "incidents"),
        adapterKnowsNone("ethereum", "bitcoin", "engine", "recorded", "graph", "app", "incidents"),
        adapterKnowsNone("bitcoin", "ethereum", "engine", "recorded", "graph", "app", "incidents"),
        adapterKnowsNone("incidents", "model", "engine", "recorded", "graph", "app"));
  }

  @ParameterizedTest
  @MethodSource
  void adaptersKnowNoOtherModule(ArchRule rule) {
    rule.check(SPOOR);
  }

  @Test
  void app_isKnownByNone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.spoor.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.spoor.app..")
        .check(SPOOR);
  }

  @Test
  void model_packages_pointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.spoor.model..")
        .layer("value")
        .definedBy("org.spoor.model", "org.spoor.model.value..")
        .layer("chain")
        .definedBy("org.spoor.model.chain..")
        .layer("incident")
        .definedBy("org.spoor.model.incident..")
        .layer("attribution")
        .definedBy("org.spoor.model.attribution..")
        .layer("flow")
        .definedBy("org.spoor.model.flow..")
        .whereLayer("value")
        .mayNotAccessAnyLayer()
        .whereLayer("chain")
        .mayOnlyAccessLayers("value")
        .whereLayer("incident")
        .mayOnlyAccessLayers("value", "chain")
        .whereLayer("attribution")
        .mayOnlyAccessLayers("value", "chain")
        .check(SPOOR);
  }

  @Test
  void engine_taint_doesNotKnowTheTrace() {
    noClasses()
        .that()
        .resideInAPackage("org.spoor.engine.taint..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.spoor.engine.trace..")
        .check(SPOOR);
  }

  @Test
  void recorded_isKnownByItsOutermostPackageAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.spoor.recorded..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.spoor.recorded.file",
            "org.spoor.recorded.incident",
            "org.spoor.recorded.ledger",
            "org.spoor.recorded.recording")
        .check(SPOOR);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("org.spoor.(**)").should().beFreeOfCycles().check(SPOOR);
  }

  @Test
  void modelAndEngine_countInWholeNumbers() {
    classes()
        .that()
        .resideInAnyPackage("org.spoor.model..", "org.spoor.engine..")
        .should(new UseNoFloatingPoint())
        .check(SPOOR);
  }

  @Test
  void records_holdNoArrays() {
    classes().that().areRecords().should(new HoldNoArrays()).check(SPOOR);
  }

  @Test
  void names_sayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Utils?|Managers?|Helpers?|Impl)(\\$.*)?")
        .check(SPOOR);
  }

  private static ArchRule adapterKnowsNone(String adapter, String... others) {
    return noClasses()
        .that()
        .resideInAPackage("org.spoor." + adapter + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Stream.of(others).map(other -> "org.spoor." + other + "..").toArray(String[]::new));
  }
}
