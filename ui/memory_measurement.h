// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/memory_probe.h"

#include <QObject>
#include <QString>

namespace fanlight {

class HubPort;

// What a connection takes of memory, as the window's pages show it: not known until it was measured
// (MemoryProbe), since this process is a window and its test clients, too. Owned by the window;
// main thread.
class MemoryMeasurement : public QObject {
    Q_OBJECT
public:
    // `hub` must outlive this object.
    explicit MemoryMeasurement(HubPort& hub, QObject* parent = nullptr);

    void start();
    bool isRunning() const { return m_probe.isRunning(); }

Q_SIGNALS:
    // It began, or it ended: with an error, or with a figure, which the hub's samples have, too.
    void changed(bool running, const QString& error, const fanlight::ConnectionMemory& measured);
    void told(const QString& text); // for the line at the window's foot

private:
    MemoryProbe m_probe;
};

} // namespace fanlight
