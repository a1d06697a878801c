package org.spoor.ethereum.source;

import java.math.BigInteger;

/**
 * What an account is after a block.
 *
 * @param nonce transactions it has sent
 * @param balance in wei
 */
record State(long nonce, BigInteger balance) {}
