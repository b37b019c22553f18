// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"
#include "hub/snapshots.h"

#include <QHash>
#include <QObject>

class QSettings;

namespace fanlight {

class HubPort;

// What the user wants of the hub's options and has not applied: one for the whole window, so that
// Settings and Limits show the same. Knows what is wrong with a value, whether it needs a restart,
// and where it comes from. Owned by the window; main thread.
class OptionDraft : public QObject {
    Q_OBJECT
public:
    // Both must outlive the draft.
    OptionDraft(HubPort& hub, const QSettings& settings, QObject* parent = nullptr);

    // With what the program was started, and where that stood.
    void setStart(const HubOptions& options, const OptionOrigins& origins);

    const HubOptions& running() const; // of the hub, also while it does not run
    const HubOptions& wanted() const { return m_wanted; } // what is wrong is as it runs
    QString text(QStringView option) const; // as typed
    void setText(QStringView option, const QString& text);
    void resetToDefault(QStringView option);
    void revert(); // all as the hub has it
    void reload(); // other options run, or others are kept
    void revert(const QStringList& options);

    bool isChanged(QStringView option) const; // wanted otherwise, or wrong
    QStringList changedOptions() const; // in the table's order
    bool isDefault(QStringView option) const; // as wanted
    QString error(QStringView option) const; // a sentence; empty: nothing is wrong
    QStringList wrong() const; // those that cannot be applied
    bool isValid() const { return m_errors.isEmpty(); }
    bool needsRestart() const; // of what is changed, some

    // Where a value comes from is known of the hub of this process alone.
    bool knowsOrigins() const;
    OptionOrigin origin(QStringView option) const; // of the running value
    // Command line or environment: says it again with the next start, whatever is kept. Default:
    // neither does.
    OptionOrigin overruledBy(QStringView option) const;

    // The hub did not take what was asked for; stays until something else is typed there.
    void showRefused(const QString& error);
    QString refusal() const { return m_refusal; } // that belongs to no option

Q_SIGNALS:
    void changed();

private:
    void check();
    void takeStatus(const HubStatus& status);

    HubPort& m_hub;
    const QSettings& m_settings;
    OptionOrigins m_origins;
    HubOptions m_started;
    QHash<QString, QString> m_typed; // by option; what is not here is as it runs
    HubOptions m_wanted;
    QHash<QString, QString> m_errors; // by option
    QHash<QString, QString> m_refused; // by option
    QString m_refusal;
};

} // namespace fanlight
