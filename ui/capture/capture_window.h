// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/capture_show.h"

#include <QObject>

#include <memory>

class QSettings;

namespace fanlight {

class MainWindow;
class Theme;

// A window on a capture and on no hub of its own (fanlight FILE). Main thread.
class CaptureWindow : public QObject {
    Q_OBJECT
public:
    // Both must outlive it.
    CaptureWindow(Theme& theme, QSettings& settings, QObject* parent = nullptr);
    ~CaptureWindow() override;

    // Empty: the window is there, not shown yet, and on its way to the capture's end; else why not.
    QString load(const QString& path);
    MainWindow& window() const { return *m_window; }
    CaptureHub& hub() { return m_show.hub(); }
    CaptureBar& bar() const { return *m_show.bar(); }

Q_SIGNALS:
    void closed();

private:
    Theme& m_theme;
    QSettings& m_settings;
    CaptureShow m_show;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace fanlight
