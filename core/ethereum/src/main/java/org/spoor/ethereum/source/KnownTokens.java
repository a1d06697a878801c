package org.spoor.ethereum.source;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;

/**
 * Tokens of the main network that thieves hold and trade most, by contract: what is still looked
 * for at an address that worthless tokens bury. That one is not among them makes it no fake.
 */
final class KnownTokens {

  static final Set<Address> ALL =
      Stream.of(
              // USDT, USDC, DAI, BUSD
              "0xdac17f958d2ee523a2206206994597c13d831ec7",
              "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48",
              "0x6b175474e89094c44da98b954eedeac495271d0f",
              "0x4fabb145d64652a948d72533023f6e7a623c7c53",
              // WETH, WBTC
              "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2",
              "0x2260fac5e5542a773aa44fbcfedf7c193bc2c599",
              // stETH, wstETH, rETH, mETH
              "0xae7ab96520de3a18e5e111b5eaab095312d7fe84",
              "0x7f39c581f595b53c5cb19bd0b3f8da6c935e2ca0",
              "0xae78736cd615f374d3085123a210448e74fc6393",
              "0xd5f7838f5c461feff7fe49ea5ebaf7728bb0adfa")
          .map(text -> new Address(Chain.ETHEREUM, text))
          .collect(Collectors.toUnmodifiableSet());

  private KnownTokens() {}
}
