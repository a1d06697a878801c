package org.spoor.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Of a class: no field, signature or call in it has to do with floating-point numbers. */
final class UseNoFloatingPoint extends ArchCondition<JavaClass> {
  private static final Set<String> FLOATING =
      Set.of("double", "float", Double.class.getName(), Float.class.getName());

  UseNoFloatingPoint() {
    super("use no floating-point numbers");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    Stream<String> fields =
        type.getFields().stream()
            .filter(field -> isFloating(field.getRawType()))
            .map(field -> field.getFullName() + " is a floating-point number");
    Stream<String> signatures =
        type.getCodeUnits().stream()
            .filter(UseNoFloatingPoint::isFloating)
            .map(unit -> unit.getFullName() + " has a floating-point number in its signature");
    Stream<String> calls =
        type.getCodeUnitCallsFromSelf().stream()
            .filter(call -> isFloating(call.getTarget()))
            .map(call -> call.getDescription());
    Stream.of(fields, signatures, calls)
        .flatMap(found -> found)
        .forEach(message -> events.add(SimpleConditionEvent.violated(type, message)));
  }

  private static boolean isFloating(JavaCodeUnit unit) {
    return isFloating(unit.getRawReturnType(), unit.getRawParameterTypes());
  }

  private static boolean isFloating(CodeUnitCallTarget target) {
    return isFloating(target.getOwner())
        || isFloating(target.getRawReturnType(), target.getRawParameterTypes());
  }

  private static boolean isFloating(JavaClass result, List<JavaClass> parameters) {
    return isFloating(result) || parameters.stream().anyMatch(UseNoFloatingPoint::isFloating);
  }

  private static boolean isFloating(JavaClass type) {
    return FLOATING.contains(type.getBaseComponentType().getName());
  }
}
