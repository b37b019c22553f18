// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSocketNotifier;

namespace fanlight {

// Turns SIGTERM, SIGINT and SIGHUP into signals of Qt's. One instance, made in main(); main thread.
class Termination : public QObject {
    Q_OBJECT
public:
    explicit Termination(QObject* parent = nullptr);
    ~Termination() override;

    // As process 1 of a container a program inherits whatever others leave running, such as what a
    // health check had started: the kernel takes them away when they end. For a program that starts
    // none of its own; elsewhere nothing.
    static void reapOrphans();

Q_SIGNALS:
    void requested(); // SIGTERM, SIGINT; again for each further signal
    void hungUp(); // SIGHUP: a terminal has gone, or files are to be opened anew

private:
    QSocketNotifier* m_notifier;
};

} // namespace fanlight
