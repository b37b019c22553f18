// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/capture_recorder.h"

#include <QObject>
#include <QTimer>

#include <memory>

class QSettings;

namespace fanlight {

class MarkerLog;

// The capture that a window makes of its hub, one at a time, and what is to be said of it. Main
// thread; owned by the window; no widget.
class CaptureDesk : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds LookInterval{500};

    // What the sources name and the markers must outlive it.
    CaptureDesk(const CaptureRecorder::Sources& sources, const MarkerLog& markers,
        QObject* parent = nullptr);
    ~CaptureDesk() override; // ends a capture that runs

    bool isRunning() const { return m_recorder != nullptr; }
    // Empty: it runs; else why not.
    QString start(const CaptureWish& wish);
    void stop(); // the file is complete when it returns
    QString path() const; // of the file that is written; empty: none is

    QString text() const; // "Capturing 00:42, 3.1 MiB"; empty: nothing is captured
    QStringList facts() const; // what is captured, where to, what was left out

    // How it was wished the last time, without the path.
    static CaptureWish savedWish(const QSettings& settings);
    static void saveWish(QSettings& settings, const CaptureWish& wish);

Q_SIGNALS:
    void changed();
    void ended(const QString& said); // by hand, what it became
    void failed(const QString& sentence); // by itself, and why

private:
    void look();
    void finish();
    std::vector<CaptureMark> marks() const;

    const CaptureRecorder::Sources m_sources;
    const MarkerLog& m_markers;
    std::unique_ptr<CaptureRecorder> m_recorder; // null: nothing is captured
    QTimer m_look;
};

} // namespace fanlight
