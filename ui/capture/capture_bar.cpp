// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_bar.h"

#include "capture/capture_player.h"
#include "capture/capture_slider.h"
#include "format.h"
#include "theme/theme.h"
#include "widgets/elided_label.h"
#include "widgets/icon_button.h"
#include "widgets/segmented.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

QPainterPath playDrawing(bool isPlaying)
{
    QPainterPath path;
    if (isPlaying) {
        path.addRect(4, 3, 2.5, 10);
        path.addRect(9.5, 3, 2.5, 10);
        return path;
    }
    path.moveTo(5, 3);
    path.lineTo(12.5, 8);
    path.lineTo(5, 13);
    path.closeSubpath();
    return path;
}

QStringList speedNames()
{
    QStringList names;
    for (const double speed : CaptureBar::Speeds)
        names << CaptureBar::tr("%1 ×", "so many times as fast").arg(format::count(speed));
    return names;
}

QString payloadText(CapturedPayload payload)
{
    switch (payload) {
    case CapturedPayload::Kept:
        return CaptureBar::tr("payloads as they were");
    case CapturedPayload::Masked:
        return CaptureBar::tr("payloads masked");
    case CapturedPayload::LeftOut:
        break;
    }
    return CaptureBar::tr("payloads left out");
}

} // namespace

CaptureBar::CaptureBar(CapturePlayer& player, const Theme& theme, QWidget* parent)
    : QFrame(parent)
    , m_player(player)
    , m_play(new IconButton(theme, playDrawing(false), tr("Play")))
    , m_slider(new CaptureSlider(theme))
    , m_time(new QLabel)
    , m_speeds(new Segmented(speedNames()))
    , m_about(new ElidedLabel)
    , m_close(new QPushButton(tr("Close capt&ure")))
{
    setLook(*this, "panel");
    setLook(*m_about, "hint");
    setLook(*m_close, "small");
    setAccessibleName(tr("Capture"));
    m_about->setTextFormat(Qt::PlainText);
    m_speeds->setAccessibleName(tr("How fast it is played"));
    m_time->setFont(theme.monospace());
    m_slider->setTimes(player.fromMs(), player.toMs());
    m_slider->setMarks(player.marks());

    auto* line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(m_play);
    line->addWidget(m_slider, 1);
    line->addWidget(m_time);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(10);
    foot->addWidget(m_about, 1);
    foot->addWidget(m_speeds);
    foot->addWidget(m_close);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 8, 16, 8);
    rows->setSpacing(6);
    rows->addLayout(line);
    rows->addLayout(foot);

    connect(m_play, &QPushButton::clicked, this, &CaptureBar::togglePlay);
    connect(m_slider, &CaptureSlider::timeChosen, &player, &CapturePlayer::seek);
    connect(m_speeds, &Segmented::changed, this, [this](int index) {
        if (m_player.speed() > 0)
            m_player.play(Speeds.at(std::size_t(index)));
    });
    connect(m_close, &QPushButton::clicked, this, &CaptureBar::closeRequested);
    connect(&player, &CapturePlayer::moved, this, &CaptureBar::showMoment);
    connect(&player, &CapturePlayer::speedChanged, this, &CaptureBar::showPlaying);
    connect(&player, &CapturePlayer::damaged, this, [this](const QString& sentence) {
        m_damage = sentence;
        showAbout();
    });
    connect(&theme, &Theme::changed, this, [this, &theme] { m_time->setFont(theme.monospace()); });
    showMoment();
    showPlaying();
}

void CaptureBar::togglePlay()
{
    m_player.play(m_player.speed() > 0 ? 0 : Speeds.at(std::size_t(m_speeds->current())));
}

void CaptureBar::showMoment()
{
    const qint64 nowMs = m_player.nowMs() > 0 ? m_player.nowMs() : m_player.toMs();
    m_slider->showTime(nowMs);
    m_time->setText(tr("%1 of %2", "time passed, whole time")
                        .arg(format::minutes(nowMs - m_player.fromMs()),
                            format::minutes(m_player.toMs() - m_player.fromMs())));
    m_time->setToolTip(format::dayAndClock(nowMs));
    showAbout();
}

void CaptureBar::showPlaying()
{
    const bool plays = m_player.speed() > 0;
    const QString name = plays ? tr("Pause") : tr("Play");
    m_play->setDrawing(playDrawing(plays));
    m_play->setAccessibleName(name);
    m_play->setToolTip(name);
}

void CaptureBar::showAbout()
{
    const CaptureHead& head = m_player.file().head();
    const qint64 nowMs = m_player.nowMs() > 0 ? m_player.nowMs() : m_player.toMs();
    // what is wrong first: a narrow window has no room for all of it
    QStringList parts{m_damage, m_player.file().notice(), format::dayAndClock(nowMs).chopped(4),
        head.url, payloadText(head.payload)};
    if (head.otherUsers)
        parts << tr("users by other names");
    if (m_player.left() > 0)
        parts << tr("%1 record(s) left out", nullptr, format::plural(double(m_player.left())))
                     .arg(format::count(double(m_player.left())));
    parts.removeAll(QString());
    m_about->setText(parts.join(u" · "_s));
    setAccessibleDescription(m_about->text());
}

void CaptureBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space)
        togglePlay();
    else
        QFrame::keyPressEvent(event);
}

QString CaptureBar::timeText() const
{
    return m_time->text();
}

QString CaptureBar::aboutText() const
{
    return m_about->text();
}

} // namespace fanlight
