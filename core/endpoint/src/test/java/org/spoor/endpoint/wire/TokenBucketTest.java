package org.spoor.endpoint.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private final StoodTime time = new StoodTime();
  private final TokenBucket bucket = TokenBucket.full(20, time);

  @Test
  void take_oneSecondsWorth_goesAtOnce() {
    assertThat(bucket.take(20)).isZero();
    assertThat(bucket.take(10)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void take_afterRest_isFullAndNoFuller() {
    bucket.take(20);
    time.sleep(Duration.ofMinutes(1));
    assertThat(bucket.take(20)).isZero();
    assertThat(bucket.take(20)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void take_outOfAnEvenBucket_goesOneByOne() {
    TokenBucket even = TokenBucket.even(20, time);
    assertThat(even.atOnce()).isEqualTo(1);
    assertThat(even.take(1)).isZero();
    assertThat(even.take(1)).isEqualTo(Duration.ofMillis(50));
    time.sleep(Duration.ofMinutes(1));
    assertThat(even.take(1)).isZero();
    assertThat(even.take(1)).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void complaint_aboutAnEvenBucket_closesItAndMakesItSlower() {
    TokenBucket even = TokenBucket.even(20, time);
    even.complaint(Duration.ofSeconds(7));
    assertThat(even.take(1)).isEqualTo(Duration.ofSeconds(7));
    assertThat(even.take(1)).isEqualTo(Duration.ofMillis(7_100));
  }

  @Test
  void complaint_closesForThePauseAndHalvesTheRate() {
    bucket.complaint(Duration.ofSeconds(7));
    assertThat(bucket.rate()).isEqualTo(10);
    assertThat(bucket.take(10)).isEqualTo(Duration.ofSeconds(7));
    assertThat(bucket.take(10)).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void complaint_severalAboutTheSameMoment_countAsOne() {
    bucket.complaint(Duration.ofSeconds(7));
    bucket.complaint(Duration.ofSeconds(3));
    assertThat(bucket.rate()).isEqualTo(10);
    assertThat(bucket.take(1)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void complaint_againAndAgain_leavesOneCallPerSecond() {
    for (int i = 0; i < 10; i++) {
      bucket.complaint(Duration.ofSeconds(1));
      time.sleep(Duration.ofSeconds(1));
    }
    assertThat(bucket.rate()).isEqualTo(1);
  }

  @Test
  void complaint_nowAndThenAtAnyRate_doesNotKeepTheRateDown() {
    for (int i = 0; i < 10; i++) {
      bucket.complaint(Duration.ofSeconds(1));
      time.sleep(Duration.ofSeconds(1));
    }
    for (int i = 0; i < 4; i++) {
      bucket.wentWell(2);
      bucket.complaint(Duration.ofSeconds(1));
      time.sleep(Duration.ofSeconds(1));
    }
    assertThat(bucket.rate()).isEqualTo(1);
    bucket.wentWell(2);
    assertThat(bucket.rate()).isGreaterThan(1);
  }

  @Test
  void wentWell_longEnough_growsBackToWhatIsAllowedAndNoFurther() {
    bucket.complaint(Duration.ZERO);
    bucket.wentWell(99);
    assertThat(bucket.rate()).isEqualTo(10);
    bucket.wentWell(1);
    assertThat(bucket.rate()).isEqualTo(12);
    for (int i = 0; i < 100; i++) {
      bucket.wentWell(100);
    }
    assertThat(bucket.rate()).isEqualTo(20);
  }
}
