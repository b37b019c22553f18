// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/caution.h"
#include "shell/hub_control.h"

#include <QObject>

#include <functional>

class QSettings;
class QWidget;

namespace fanlight {

class LossGuard;
class OptionDraft;
class SettingsPage;

// Changed options on their way: asks first where something would be lost, hands them to the hub,
// keeps what it took, says what it did not take and offers another port. Main thread; owned by the
// window.
class OptionChanges : public QObject {
    Q_OBJECT
public:
    struct Window { // all outlive this
        HubControl& control;
        LossGuard& guard;
        OptionDraft& draft;
        std::function<SettingsPage&()> page; // where what was kept is told
        QSettings* settings; // null: the hub keeps its options itself
    };
    OptionChanges(Window window, QWidget* parent); // over which it asks

    void apply(const HubOptions& options);
    void setCaution(const Caution& caution) { m_caution = caution; } // before anything is changed

Q_SIGNALS:
    void lastAction(const QString& text);
    void marked(const QString& text); // on the charts

private:
    void go(const HubOptions& options);
    void keep(const HubOptions& before, const HubOptions& after, const QString& said);
    void showRefused(const QString& error);
    void offerOtherPort(const HubOptions& options, const QString& error, quint16 freePort);

    const Window m_window;
    QWidget* const m_parent;
    Caution m_caution;
};

} // namespace fanlight
