// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_rule.h"
#include "alerts/webhook_book.h"
#include "shared_list.h"

#include <QObject>

#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace fanlight {

// A hub that is watched: `key` tells it from others, `name` is what people call it.
struct AlertHub {
    inline static const QString HereKey = QStringLiteral("local"); // of the one of this program
    QString key; // empty: none that a rule could be kept for
    QString name; // empty: it has none
};

// How a rule stands with a hub. A plain value.
struct AlertState {
    enum class Phase : std::uint8_t {
        Inactive,
        Pending, // its condition holds, not yet for long enough
        Firing,
    };
    Phase phase = Phase::Inactive;
    qint64 sinceMs = 0; // UTC, it has been in this phase; 0: it was not looked at yet
    double value = Unknown; // of its figure, when it was looked at last
};

// The alert rules of the user, and how each stands. Rules are kept in a file that other windows
// keep, too; states are not kept: what still holds fires again after a start. Several hubs may be
// watched at once, each with states of its own; one of them is looked at, and those of the others
// stay meanwhile. It knows no hub: it is told what each says of itself. Main thread; owned by the
// window.
class AlertBook : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t Most = 100;
    // Not looked at for longer: what held before says nothing of what holds now.
    static constexpr qint64 MostGapMs = 5000;

    // Of a rule that began to fire, or is over.
    struct Event {
        AlertRule rule;
        AlertHub hub;
        double value = Unknown;
        qint64 timeMs = 0; // UTC
        qint64 firedAtMs = 0; // when it began
    };

    static QString defaultPath();
    explicit AlertBook(const QString& path, QObject* parent = nullptr);
    ~AlertBook() override; // waits for the last write

    const std::vector<AlertRule>& rules() const { return m_rules; } // in the order they were made
    const AlertRule* rule(const QString& id) const; // null: there is none
    int indexOf(const QString& id) const; // -1: there is none
    // One with the id of another takes its place; else it is added, with an id of its own. Empty,
    // or why it cannot be done; `id` becomes that of the rule.
    QString save(AlertRule rule, QString* id = nullptr);
    void remove(const QString& id);
    // As it was before remove(), in its place.
    void restore(const AlertRule& rule, int index);
    WebhookBook& webhooks() { return m_webhooks; }
    // Of that rule, or, where it has no figure, of one that everybody knows, as if it fired now
    // with the hub that is looked at.
    Event example(const AlertRule& rule = {}) const;
    // What hubs are called by their keys, for those that are not looked at; empty: not known.
    void setNames(std::function<QString(const QString& key)> names);
    QString nameOf(const QString& key) const; // the key itself where nobody knows
    QString problem() const { return m_list.problem(); } // of the last load or write; empty: none

    const AlertHub& hub() const { return m_hub; } // that is looked at
    void setHub(const AlertHub& hub);
    bool concerns(const AlertRule& rule) const { return concerns(rule, m_hub.key); }
    static bool concerns(const AlertRule& rule, const QString& hub) // by its key; now
    {
        return rule.isOn && (rule.hub.isEmpty() || rule.hub == hub);
    }
    bool isEmpty() const { return m_rules.empty(); }
    // What a hub tells of itself. A figure that is not known neither fires nor settles anything.
    void take(const AlertHub& hub, const AlertReading& reading);
    const AlertReading& reading() const { return m_reading; } // the last one, of that looked at
    AlertState state(const QString& id) const; // with the hub that is looked at
    int firing() const; // rules, with the hub that is looked at
    AlertSeverity worst() const; // of those

Q_SIGNALS:
    void rulesChanged();
    void statesChanged(); // or what is shown of them
    void problemChanged();
    void fired(const fanlight::AlertBook::Event& event);
    void settled(const fanlight::AlertBook::Event& event);
    // It was firing, and is no longer watched: deleted, switched off, changed.
    void withdrawn(const QString& hub, const QString& id);

private:
    struct Watch {
        AlertState state;
        qint64 holdsSinceMs = 0; // 0: it does not, or that is not known
        qint64 restsSinceMs = 0;
        qint64 seenMs = 0;
    };
    using WatchKey = std::pair<QString, QString>; // hub, rule

    void watch(const AlertHub& hub, const AlertRule& rule, const AlertReading& reading);
    // The phase it comes to.
    static AlertState::Phase advance(const AlertRule& rule, Watch& watch, bool holds, qint64 nowMs);
    void enter(const AlertHub& hub, const AlertRule& rule, AlertState& state,
        AlertState::Phase phase, qint64 nowMs);
    void forget(const QString& id);
    void write();
    void takeItems(const QJsonArray& items);

    std::vector<AlertRule> m_rules;
    std::map<WatchKey, Watch> m_watches;
    AlertHub m_hub;
    AlertReading m_reading;
    std::function<QString(const QString&)> m_names;
    WebhookBook m_webhooks;
    SharedList m_list;
};

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::AlertBook::Event)
