package org.spoor.endpoint.wire;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;
import org.spoor.endpoint.Pin;

/** Trust in one certificate alone. */
final class PinnedTrust implements X509TrustManager {

  private final Pin pin;

  PinnedTrust(Pin pin) {
    this.pin = pin;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("no client is trusted");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    Pin shown = Pin.of(chain[0].getEncoded());
    if (!shown.equals(pin)) {
      throw new CertificateException(
          "the certificate has the SHA-256 %s, expected %s"
              .formatted(shown.sha256(), pin.sha256()));
    }
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
