// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_opener.h"

#include "capture/capture_show.h"
#include "main_window.h"
#include "widgets/question.h"

#include <QFileDialog>

#include <utility>

namespace fanlight {

CaptureOpener::CaptureOpener(MainWindow& window, const Theme& theme)
    : QObject(&window)
    , m_window(window)
    , m_theme(theme)
{
    connect(&window, &MainWindow::roomShown, this, [this](HubRoom* room) {
        if (m_shown && &room->hub() != &m_shown->hub())
            letGo();
    });
}

CaptureOpener::~CaptureOpener() = default;

void CaptureOpener::choose()
{
    const QString path
        = QFileDialog::getOpenFileName(&m_window, tr("Open a capture"), {}, CaptureShow::filter());
    if (!path.isEmpty())
        open(path);
}

void CaptureOpener::open(const QString& path)
{
    auto capture = std::make_shared<CaptureShow>();
    if (const QString error = capture->load(path); !error.isEmpty()) {
        CaptureShow::tellProblem(&m_window, error, path);
        return;
    }
    m_window.askToLeave([self = QPointer(this), capture] {
        if (self)
            self->show(capture);
    });
}

void CaptureOpener::show(std::shared_ptr<CaptureShow> capture)
{
    // what was shown before goes at the end: its room is gone then
    const std::shared_ptr<CaptureShow> before = std::exchange(m_shown, std::move(capture));
    HubRoom& room = m_window.visit(m_shown->hub(), m_shown->place(), m_shown->hub().log());
    m_shown->dress(room, m_theme);
    // later, since the room goes, and with it the button that was pressed
    connect(
        m_shown.get(), &CaptureShow::closeRequested, this,
        [this] { m_window.askToLeave([this] { m_window.leave(); }); }, Qt::QueuedConnection);
}

// Its room is there until the window has shown another one.
void CaptureOpener::letGo()
{
    QMetaObject::invokeMethod(
        this, [gone = std::exchange(m_shown, nullptr)]() mutable { gone = nullptr; },
        Qt::QueuedConnection);
}

} // namespace fanlight
