// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_figure.h"

#include <QJsonObject>

#include <chrono>
#include <optional>

namespace fanlight {

enum class AlertSeverity : std::uint8_t { Warning, Critical };
enum class AlertOperator : std::uint8_t { Above, AtLeast, Below, AtMost };

// What is to be told of a hub, and when. Its condition is a line of text, in rules, files and
// dialogs alike:
//   ack_p99 > 50 ms for 30 s
//   slow_clients > 0
//   redis away
// that is: a figure of AlertFigure, one of > >= < <=, a number with its unit, and for how long it
// must hold. A plain value; any thread, but for the sentences, which are translated.
struct AlertRule {
    static constexpr qsizetype MostTextCharacters = 200;
    static constexpr qsizetype MostNameCharacters = 80;
    static constexpr qsizetype MostHubCharacters = 400; // of its key
    static constexpr qsizetype MostIdCharacters = 64;
    static constexpr double MostValue = 1e15;
    static constexpr std::chrono::milliseconds MostLasting = std::chrono::hours(24);

    QString id; // that never changes; empty: not in a book yet
    const AlertFigure* figure = nullptr; // of AlertFigure::all()
    AlertOperator op = AlertOperator::Above; // of a state: none
    double value = 0; // in the first unit of the figure
    // it fires once it has held for so long, and is over once it has not for as long
    std::chrono::milliseconds lasts{0};
    QString name; // the user's; empty: it goes by its text
    AlertSeverity severity = AlertSeverity::Warning;
    QString hub; // key of the only one it is for; empty: for all
    bool isOn = true;
    bool notifies = true; // the desktop, too

    QString text() const; // parse() makes the same of it
    QString title() const { return name.isEmpty() ? text() : name; }
    // Whether its condition holds; nothing where the figure is not known.
    std::optional<bool> holds(const AlertReading& reading) const;
    bool sameCondition(const AlertRule& other) const;

    struct Parsed;
    static Parsed parse(const QString& text);

    QJsonObject toJson() const;
    // Nothing for what is none, or is out of bounds.
    static std::optional<AlertRule> fromJson(const QJsonObject& object);
};

// A line that was read: the rule, or what is wrong with the line, where, and what to do about it.
struct AlertRule::Parsed {
    std::optional<AlertRule> rule;
    QString error; // one sentence; empty: there is a rule
    qsizetype at = 0; // first character that is wrong
    qsizetype length = 0; // 0: something is missing there
};

QString alertSeverityWord(AlertSeverity severity); // "warning", "critical": Prometheus' words

} // namespace fanlight
