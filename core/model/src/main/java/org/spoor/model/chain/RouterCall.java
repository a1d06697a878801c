package org.spoor.model.chain;

import org.spoor.model.value.Address;

/**
 * The decoded call of an exchange's router that a transaction is: who sells by it, and to whom it
 * sends what is bought.
 *
 * @param seller who called the router, and so sells
 * @param recipient whom the call names; often the seller
 */
public record RouterCall(Address seller, Address recipient) {

  public RouterCall {
    if (seller.chain() != recipient.chain()) {
      throw new IllegalArgumentException(
          "a router does not reach from " + seller.chain() + " to " + recipient.chain());
    }
  }

  /** Whether what is bought goes to another than the seller. */
  public boolean isForAnother() {
    return !seller.equals(recipient);
  }

  /** Whether the address is the seller or the recipient. */
  public boolean names(Address address) {
    return seller.equals(address) || recipient.equals(address);
  }
}
