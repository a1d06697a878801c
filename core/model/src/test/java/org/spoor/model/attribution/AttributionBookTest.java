package org.spoor.model.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;

class AttributionBookTest {

  private final Address address = new Address(Chain.ETHEREUM, "0x" + "1".repeat(40));
  private final Attribution user = attribution("user");
  private final Attribution exchange = attribution("exchange");

  private Attribution attribution(String category) {
    return new Attribution(address, "somebody", "", new Category(category), "", "s1");
  }

  @Test
  void best_severalStatements_prefersTheCustodian() {
    AttributionBook book = new AttributionBook(List.of(user, exchange));

    assertThat(book.of(address)).containsExactly(user, exchange);
    assertThat(book.custodian(address)).contains(exchange);
    assertThat(book.best(address)).contains(exchange);
  }

  @Test
  void custodian_noneNamed_isEmpty() {
    AttributionBook book = new AttributionBook(List.of(user));

    assertThat(book.custodian(address)).isEmpty();
    assertThat(book.best(address)).contains(user);
    assertThat(AttributionBook.EMPTY.best(address)).isEmpty();
  }

  @Test
  void new_attributionWithoutLabel_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Attribution(address, " ", "", Category.UNKNOWN, "", "s1"));
  }
}
