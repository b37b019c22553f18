// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_teller.h"

#include "alerts/alert_text.h"
#include "format.h"

#include <QLoggingCategory>

namespace fanlight {

namespace {

Q_LOGGING_CATEGORY(alertLog, "fanlight.alerts", QtInfoMsg)

// For the log: which hub, where it is not the one of this program.
QString whereOf(const AlertBook::Event& event)
{
    return event.hub.name.isEmpty() ? QString() : QString(event.hub.name + QLatin1String(": "));
}

} // namespace

AlertTeller::AlertTeller(AlertBook& book, Notifier& notifier, QObject* parent)
    : QObject(parent)
    , m_book(book)
    , m_notifier(notifier)
{
    connect(&book, &AlertBook::fired, this, &AlertTeller::takeFired);
    connect(&book, &AlertBook::settled, this, &AlertTeller::takeSettled);
    connect(&book, &AlertBook::withdrawn, this, [this](const QString& hub, const QString& id) {
        m_notifier.withdraw(keyOf(hub, id));
        Q_EMIT withdrawn(keyOf(hub, id));
    });
}

QString AlertTeller::keyOf(const QString& hub, const QString& rule)
{
    return hub + u'\n' + rule;
}

void AlertTeller::takeFired(const AlertBook::Event& event)
{
    const QString headline = alert_text::headline(event, true);
    const QString detail = alert_text::detail(event);
    // The log is in English, as all of it is.
    qCWarning(alertLog).noquote() << "alert fires:" << QString(whereOf(event) + event.rule.text())
                                  << "| now" << alertValueText(*event.rule.figure, event.value);
    if (event.rule.notifies)
        m_notifier.show({keyOf(event.hub.key, event.rule.id), headline, detail,
            event.rule.severity == AlertSeverity::Critical});
    Q_EMIT marked(event.hub.key, tr("alert: %1").arg(event.rule.title()), tr("alerts"));
    Q_EMIT said(event.hub.key, tr("%1: %2", "an alert, its figure").arg(headline, detail));
}

void AlertTeller::takeSettled(const AlertBook::Event& event)
{
    const QString lasted = format::duration(event.timeMs - event.firedAtMs);
    qCInfo(alertLog).noquote() << "alert is over:" << QString(whereOf(event) + event.rule.text())
                               << "| after" << lasted;
    const QString headline = alert_text::headline(event, false);
    if (event.rule.notifies)
        m_notifier.show({keyOf(event.hub.key, event.rule.id), headline,
            tr("%1, after %2", "a figure, how long it fired")
                .arg(alert_text::detail(event), lasted),
            false});
    Q_EMIT marked(event.hub.key, tr("over: %1").arg(event.rule.title()), tr("alerts"));
    Q_EMIT said(event.hub.key, headline);
}

void AlertTeller::test(const AlertRule& rule)
{
    const AlertReading& reading = m_book.reading();
    const AlertBook::Event event{rule, m_book.hub(), rule.figure->of(reading), reading.timeMs, 0};
    m_notifier.show({u"test\n" + rule.id, tr("Test of %1").arg(alert_text::headline(event, true)),
        alert_text::outcome(rule, reading), false});
}

} // namespace fanlight
