// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <array>

class QLabel;
class QPushButton;

namespace fanlight {

class CapturePlayer;
class CaptureSlider;
class ElidedLabel;
class IconButton;
class Segmented;
class Theme;

// Over the pages of a window that shows a capture: where in it they are, to go elsewhere and to
// play it, and what is and is not in it. Space plays and pauses. Main thread.
class CaptureBar : public QFrame {
    Q_OBJECT
public:
    static constexpr std::array Speeds{1.0, 5.0, 20.0, 100.0};

    // Both must outlive the bar.
    CaptureBar(CapturePlayer& player, const Theme& theme, QWidget* parent = nullptr);

    CaptureSlider* slider() const { return m_slider; }
    IconButton* playButton() const { return m_play; }
    Segmented* speeds() const { return m_speeds; }
    QPushButton* closeButton() const { return m_close; }
    QString timeText() const;
    QString aboutText() const;

Q_SIGNALS:
    void closeRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void togglePlay();
    void showMoment();
    void showPlaying();
    void showAbout();

    CapturePlayer& m_player;
    IconButton* m_play;
    CaptureSlider* m_slider;
    QLabel* m_time;
    Segmented* m_speeds;
    ElidedLabel* m_about;
    QPushButton* m_close;
    QString m_damage; // a sentence; empty: nothing is damaged
};

} // namespace fanlight
