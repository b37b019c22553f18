// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/capture_hub.h"
#include "shell/hub_room.h"

#include <QObject>
#include <QPointer>
#include <QTemporaryDir>

class QWidget;

namespace fanlight {

class CaptureBar;
class MarkerLog;
class Question;
class Theme;

// A capture as a window shows it: its file, the hub that plays it, and what stands over the pages
// of the room around that hub. Goes after the room. Main thread.
class CaptureShow : public QObject {
    Q_OBJECT
public:
    static constexpr const char* Suffix = "fanlight"; // of the files

    explicit CaptureShow(QObject* parent = nullptr);
    ~CaptureShow() override;

    // Empty: it is on its way to the capture's end; else why not. Once only.
    QString load(const QString& path);
    CaptureHub& hub() { return m_hub; }
    // What is sent or measured from there is kept no longer than it is shown.
    HubPlace place() const;
    // The bar and the marks of the room around hub().
    void dress(HubRoom& room, const Theme& theme);
    CaptureBar* bar() const; // null: not yet, or it has gone with its room

    static QString filter(); // of dialogs for files
    static Question* tellProblem(QWidget* over, const QString& error, const QString& path);

Q_SIGNALS:
    void closeRequested();

private:
    void showMarkers(MarkerLog& markers);

    QTemporaryDir m_folder;
    QString m_name; // of the file
    CaptureHub m_hub;
    QPointer<CaptureBar> m_bar; // of the room
};

} // namespace fanlight
