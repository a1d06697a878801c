package org.spoor.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Of a record: no component is an array, as arrays break equality and can be written to. */
final class HoldNoArrays extends ArchCondition<JavaClass> {
  HoldNoArrays() {
    super("hold no arrays");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    type.getFields().stream()
        .filter(HoldNoArrays::isComponent)
        .filter(field -> field.getRawType().isArray())
        .forEach(field ->
            events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is an array")));
  }

  private static boolean isComponent(JavaField field) {
    return !field.getModifiers().contains(JavaModifier.STATIC);
  }
}
