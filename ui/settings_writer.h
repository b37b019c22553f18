// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>
#include <QTimer>

#include <thread>

namespace fanlight {

// Writes the settings in a thread of its own, a second after a change: Qt writes them in the turn
// of the change and waits until the disk has them, which a busy disk takes half a second for. What
// is left is written when the settings go. Main thread; owned by who keeps the state of the window.
class SettingsWriter : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds Delay{1000};

    // `settings` must outlive this object.
    explicit SettingsWriter(QSettings& settings, QObject* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void write();

    QSettings& m_settings;
    QTimer m_timer;
    bool m_isWritten = false; // Qt may look that nothing is left to write
    std::jthread m_thread; // ends before all else
};

} // namespace fanlight
