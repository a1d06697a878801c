package org.spoor.ethereum.source;

import java.math.BigInteger;
import org.spoor.model.value.Address;

/**
 * A block in which an account's nonce or balance changed.
 *
 * @param sent by which its nonce is more than before; negative where it was destroyed
 * @param wei by which the balance is more than before; negative if less
 */
record Change(Address address, long height, long sent, BigInteger wei) {}
