// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSettings;

namespace fanlight {

class CaptureShow;
class HubRoom;
class MainWindow;
class Theme;

// Has captures shown in the window, in place of the hub that is shown, and lets each go when it is
// shown no more. Main thread; owned by the window.
class CaptureOpener : public QObject {
    Q_OBJECT
public:
    static constexpr int MostRecent = 10;

    // The references must outlive it.
    CaptureOpener(MainWindow& window, const Theme& theme, QSettings& settings);
    ~CaptureOpener() override;

    void choose(); // asks which one
    // What is wrong with it is told; asks first where the room that is shown would lose something.
    void open(const QString& path);
    QStringList recent() const; // paths, the one opened last first; they may be gone
    CaptureShow* shown() const { return m_shown.get(); } // null: none

private:
    void show(std::shared_ptr<CaptureShow> capture);
    void letGo();
    void keep(const QString& path);
    void offerIn(HubRoom& room); // by its palette

    MainWindow& m_window;
    const Theme& m_theme;
    QSettings& m_settings;
    std::shared_ptr<CaptureShow> m_shown;
};

} // namespace fanlight
