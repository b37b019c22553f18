// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_opener.h"

#include "capture/capture_show.h"
#include "main_window.h"
#include "palette/listed_source.h"
#include "palette/palette.h"
#include "widgets/question.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

#include <utility>

namespace fanlight {

namespace {

const QString RecentCapturesKey = QStringLiteral("capture/recent");
const QString CaptureSourceName = QStringLiteral("captures"); // of the palette of a room
constexpr qsizetype MostPath = 4096; // characters

} // namespace

CaptureOpener::CaptureOpener(MainWindow& window, const Theme& theme, QSettings& settings)
    : QObject(&window)
    , m_window(window)
    , m_theme(theme)
    , m_settings(settings)
{
    offerIn(window.home());
    connect(&window, &MainWindow::roomShown, this, [this](HubRoom* room) {
        offerIn(*room);
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
    keep(path);
    m_window.askToLeave([self = QPointer(this), capture] {
        if (self)
            self->show(capture);
    });
}

QStringList CaptureOpener::recent() const
{
    QStringList paths;
    for (const QString& path : m_settings.value(RecentCapturesKey).toStringList()) {
        if (paths.size() < MostRecent && !path.isEmpty() && path.size() <= MostPath)
            paths << path;
    }
    return paths;
}

void CaptureOpener::keep(const QString& path)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    QStringList paths = recent();
    paths.removeAll(whole);
    paths.prepend(whole);
    m_settings.setValue(RecentCapturesKey, paths.mid(0, MostRecent));
}

void CaptureOpener::offerIn(HubRoom& room)
{
    if (room.findChild<QObject*>(CaptureSourceName, Qt::FindDirectChildrenOnly))
        return;
    const auto entries = [self = QPointer(this)] {
        std::vector<PaletteEntry> found;
        for (const QString& path : self ? self->recent() : QStringList()) {
            const QFileInfo file(path);
            found.push_back({path, file.fileName(), file.path(), {}});
        }
        return found;
    };
    const auto run = [self = QPointer(this)](const QString& path) {
        if (self)
            self->open(path);
    };
    auto* source
        = new ListedSource({QStringLiteral("capture"), tr("capture"), entries, run}, &room);
    source->setObjectName(CaptureSourceName);
    room.palette().add(*source);
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
