// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_menu.h"

#include "capture/capture_dialog.h"
#include "capture/capture_show.h"
#include "save_path.h"

#include <QDateTime>
#include <QFileInfo>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

CaptureMenu::CaptureMenu(const Window& window, QObject* parent)
    : QObject(parent)
    , m_window(window)
{
    connect(&window.desk, &CaptureDesk::ended, this, &CaptureMenu::lastAction);
    connect(&window.desk, &CaptureDesk::failed, this, [this](const QString& sentence) {
        Question::tell(&m_window.window, tr("The capture has ended"), sentence,
            tr("What was captured until then is in the file."));
    });
}

void CaptureMenu::startOrStop()
{
    if (m_window.desk.isRunning())
        askToStop();
    else
        askHow();
}

void CaptureMenu::askHow()
{
    auto* dialog = new CaptureDialog(&m_window.window, CaptureDesk::savedWish(m_window.settings),
        [this](const CaptureWish& wish) { askWhere(wish); });
    dialog->open();
}

void CaptureMenu::askWhere(CaptureWish wish)
{
    CaptureDesk::saveWish(m_window.settings, wish);
    wish.path = askSavePath(&m_window.window, tr("Capture into"),
        QDateTime::currentDateTime().toString(u"'fanlight-'yyyy-MM-dd-HHmm"_s),
        QLatin1StringView(CaptureShow::Suffix), CaptureShow::filter());
    if (wish.path.isEmpty())
        return;
    if (const QString error = m_window.desk.start(wish); !error.isEmpty())
        Question::tell(&m_window.window, tr("The capture did not start"), error);
    else
        Q_EMIT lastAction(tr("capturing into %1").arg(QFileInfo(wish.path).fileName()));
}

void CaptureMenu::askToStop()
{
    auto* question = new Question(&m_window.window, tr("Stop the capture?"), {});
    question->setFacts(m_window.desk.facts());
    question->setCancelText(tr("Go &on capturing"));
    question->addChoice(
        tr("&Stop the capture"), Question::Choice::Usual, [this] { m_window.desk.stop(); });
    question->open();
}

} // namespace fanlight
