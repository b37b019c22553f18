// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_text.h"

#include <QCoreApplication>

namespace fanlight::alert_text {

namespace {

struct AlertText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::AlertText)
};

} // namespace

QString phase(AlertState::Phase phase)
{
    switch (phase) {
    case AlertState::Phase::Pending:
        return AlertText::tr("pending");
    case AlertState::Phase::Firing:
        return AlertText::tr("firing");
    case AlertState::Phase::Inactive:
        break;
    }
    return AlertText::tr("inactive");
}

QString severity(AlertSeverity severity)
{
    return severity == AlertSeverity::Critical ? AlertText::tr("critical")
                                               : AlertText::tr("warning");
}

QString headline(const AlertBook::Event& event, bool fires)
{
    const QString title = event.rule.title();
    return fires ? AlertText::tr("Alert: %1").arg(title) : AlertText::tr("Over: %1").arg(title);
}

QString detail(const AlertBook::Event& event)
{
    const AlertFigure& figure = *event.rule.figure;
    const QString now = AlertText::tr("%1 is %2", "a figure, its value")
                            .arg(figure.name, alertValueText(figure, event.value));
    return event.hub.name.isEmpty()
        ? now
        : AlertText::tr("%1: %2", "a hub, what is told of it").arg(event.hub.name, now);
}

QString outcome(const AlertRule& rule, const AlertReading& reading)
{
    const QString now = alertValueText(*rule.figure, rule.figure->of(reading));
    const std::optional<bool> holds = rule.holds(reading);
    if (!holds)
        return AlertText::tr("%1 is not known just now").arg(rule.figure->name);
    if (*holds)
        return rule.lasts.count() > 0
            ? AlertText::tr("now %1: it would fire if that lasts").arg(now)
            : AlertText::tr("now %1: it would fire").arg(now);
    return AlertText::tr("now %1: it would not fire").arg(now);
}

} // namespace fanlight::alert_text
