// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/certificate_card.h"

#include "access/access_text.h"
#include "format.h"
#include "widgets/label.h"
#include "widgets/value_label.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 CertificateDayMs = 24LL * 3'600'000;

// Whole days that are left; the last one is none.
int wholeDays(qint64 untilMs, qint64 nowMs)
{
    return int((untilMs - nowMs) / CertificateDayMs);
}

QString listenersOf(const HubStatus& status)
{
    QStringList all;
    for (const QString& url : status.urls) {
        if (url.startsWith("https://"_L1))
            all << url;
    }
    return all.join(u", "_s);
}

} // namespace

CertificateCard::CertificateCard(const Theme& theme, QWidget* parent)
    : Card(tr("Certificate"), parent)
    , m_pill(new Pill(theme))
    , m_read(new QPushButton(tr("&Read files anew")))
    , m_what(new ValueLabel)
    , m_when(makeWrappedLabel("dim"))
    , m_problem(makeWrappedLabel("bad"))
{
    setLook(*m_read, "small");
    m_read->setToolTip(
        tr("Reads certificate, key and the authorities of clients from their files again, as "
           "SIGHUP does: for those who connect from then on. Streams go on as they are."));
    titleLine()->addWidget(m_pill);
    titleLine()->addWidget(m_read);
    m_what->setAccessibleDescription(tr("Whose the certificate is, and who has signed it"));
    body()->addWidget(m_what);
    body()->addWidget(m_when);
    body()->addWidget(m_problem);
    connect(m_read, &QPushButton::clicked, this, &CertificateCard::readRequested);
    hide();
}

void CertificateCard::show(const HubStatus& status, qint64 nowMs)
{
    const TlsStatus& tls = status.tls;
    setVisible(tls.isOn);
    if (!tls.isOn)
        return;
    const int days = wholeDays(tls.validUntilMs, nowMs);
    const QString day = QDateTime::fromMSecsSinceEpoch(tls.validUntilMs).toString(u"yyyy-MM-dd"_s);
    if (tls.validUntilMs <= nowMs)
        m_pill->set(Pill::Tone::Bad, tr("expired on %1", "a day").arg(day));
    else if (tls.validFromMs > nowMs)
        m_pill->set(Pill::Tone::Bad,
            tr("good from %1 on only", "a day")
                .arg(QDateTime::fromMSecsSinceEpoch(tls.validFromMs).toString(u"yyyy-MM-dd"_s)));
    else
        m_pill->set(days < WarnDays ? Pill::Tone::Warning : Pill::Tone::Good,
            days == 0 ? tr("expires within a day") : tr("expires in %n day(s)", nullptr, days));
    const QString signer = tls.issuer == tls.subject
        ? tr("signed by itself")
        : tr("signed by %1", "an authority").arg(format::orDash(tls.issuer));
    const QString what = tr("For %1 (%2), %3; on %4", "names (subject), signed by; addresses")
                             .arg(tls.names.isEmpty() ? tr("no name") : tls.names.join(u", "_s),
                                 tls.subject, signer, listenersOf(status));
    if (what != m_what->text())
        m_what->setText(what);
    QString when = tr("Good until %1, read %2.", "a day, 3 min ago")
                       .arg(day, access_text::agoText(tls.readAtMs, nowMs));
    if (tls.asksClients)
        when += u' ' + tr("Clients must show one, too.");
    m_when->setText(when);
    showLine(*m_problem,
        tls.problem.isEmpty()
            ? QString()
            : tr("Read anew it would not do, and the hub goes on with this one: %1")
                  .arg(tls.problem));
}

QStringList CertificateCard::lines() const
{
    QStringList lines;
    for (const QLabel* label : {static_cast<const QLabel*>(m_what),
             static_cast<const QLabel*>(m_when), static_cast<const QLabel*>(m_problem)}) {
        if (!label->isHidden())
            lines << label->text();
    }
    return lines;
}

} // namespace fanlight
