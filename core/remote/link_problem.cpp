// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/link_problem.h"

#include "remote/remote_address.h"

#include <QDateTime>
#include <QLocale>
#include <QSslCertificate>
#include <QSslError>

namespace fanlight::link_problem {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostSaid = 400; // characters of what a hub says

LinkProblem away(const QString& text)
{
    return {LinkProblem::Kind::Away, text, 0};
}

LinkProblem unwilling(const QString& text, int status = 0)
{
    return {LinkProblem::Kind::Unwilling, text, status};
}

// What is wrong with a certificate, as what it is.
QString certificateText(const QUrl& url, const QSslError& error)
{
    const QSslCertificate& certificate = error.certificate();
    const auto date = [](const QDateTime& time) {
        return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
    };
    switch (error.error()) {
    case QSslError::CertificateExpired:
        return RemoteText::tr("the certificate of %1 expired on %2: it must be renewed there.")
            .arg(url.host(), date(certificate.expiryDate()));
    case QSslError::CertificateNotYetValid:
        return RemoteText::tr("the certificate of %1 is not valid before %2: look at the clocks.")
            .arg(url.host(), date(certificate.effectiveDate()));
    case QSslError::HostNameMismatch: {
        QStringList names = certificate.subjectAlternativeNames().values(QSsl::DnsEntry);
        names += certificate.subjectAlternativeNames().values(QSsl::IpAddressEntry);
        names.sort();
        return names.isEmpty()
            ? RemoteText::tr("the certificate is for another name than %1.").arg(url.host())
            : RemoteText::tr("the certificate is for %1, not for %2: use one of its names.")
                  .arg(names.first(std::min<qsizetype>(names.size(), 5)).join(u", "_s), url.host());
    }
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return RemoteText::tr("the certificate of %1 is signed by nobody this machine trusts: add "
                              "its issuer to the certificates of this machine.")
            .arg(url.host());
    default:
        return RemoteText::tr("the certificate of %1 will not do: %2.")
            .arg(url.host(), error.errorString());
    }
}

} // namespace

QString tidied(const QString& said)
{
    QString text = said.left(MostSaid).simplified();
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    return text;
}

LinkProblem ofNetwork(const QUrl& url, QNetworkReply::NetworkError error, const QString& detail,
    const QList<QSslError>& sslErrors)
{
    if (!sslErrors.isEmpty())
        return unwilling(RemoteText::tr("TLS: %1").arg(certificateText(url, sslErrors.first())));
    const QString where = url.authority();
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return away(RemoteText::tr("Nothing listens at %1.").arg(where));
    case QNetworkReply::HostNotFoundError:
        return away(RemoteText::tr("The name %1 has no address.").arg(url.host()));
    case QNetworkReply::RemoteHostClosedError:
        return away(RemoteText::tr("%1 ended the connection.").arg(where));
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        return away(RemoteText::tr("%1 does not answer.").arg(where));
    case QNetworkReply::SslHandshakeFailedError:
        return away(RemoteText::tr("TLS with %1 fails: %2.").arg(where, tidied(detail)));
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return unwilling(RemoteText::tr("What answers at %1 does not speak HTTP.").arg(where));
    default:
        return away(RemoteText::tr("%1 cannot be reached: %2.").arg(where, tidied(detail)));
    }
}

LinkProblem ofStatus(
    const QUrl& url, int status, const QString& said, const QUrl& redirect, bool hasToken)
{
    const QString text = tidied(said);
    const QString reason = text.isEmpty() ? QString() : QString(u' ' + text + u'.');
    if (status >= 300 && status < 400)
        return unwilling(redirect.isEmpty()
                ? RemoteText::tr("%1 sends the window elsewhere.").arg(url.authority())
                : RemoteText::tr("%1 sends the window to %2: if that is the hub, give that "
                                 "address. A token is shown to nobody else.")
                      .arg(url.authority(),
                          redirect.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery)
                              .toString(QUrl::FullyEncoded)
                              .left(MostSaid)),
            status);
    if (status == 401)
        return unwilling(hasToken
                ? RemoteText::tr("The hub does not know this token: give it another one.%1")
                      .arg(reason)
                : RemoteText::tr("The hub asks for a token: give it one of the role monitor or "
                                 "more.%1")
                      .arg(reason),
            status);
    if (status == 403)
        return unwilling(
            RemoteText::tr("The hub does not let this window in:%1")
                .arg(reason.isEmpty() ? QString(u' ' + RemoteText::tr("403.")) : reason),
            status);
    if (status == 404 || status == 405 || text.isEmpty()) {
        if (status < 500 && status != 429)
            return notFanlight(url);
    }
    LinkProblem problem = away(text.isEmpty()
            ? RemoteText::tr("%1 answers %2.").arg(url.authority()).arg(status)
            : RemoteText::tr("%1 answers %2: %3.").arg(url.authority()).arg(status).arg(text));
    problem.status = status;
    return problem;
}

LinkProblem notFanlight(const QUrl& url)
{
    return unwilling(RemoteText::tr("What answers at %1 is not Fanlight: look at host, port and "
                                    "path of the address.")
                         .arg(url.authority()));
}

} // namespace fanlight::link_problem
