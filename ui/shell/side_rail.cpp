// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/side_rail.h"

#include "widgets/page_icon.h"
#include "shell/page_list.h"
#include "theme/theme.h"
#include "ui_state.h"
#include "widgets/icon_button.h"

#include <QVBoxLayout>

namespace fanlight {

namespace {
constexpr int Width = 188;
constexpr int FoldedWidth = 58;
const QString FoldedKey = QStringLiteral("window/pages-folded");
} // namespace

SideRail::SideRail(const Theme& theme, UiState& state, QWidget* parent)
    : QFrame(parent)
    , m_state(state)
    , m_list(new PageList(theme))
    , m_button(new IconButton(theme, {}, {}))
    , m_wanted(state.value(FoldedKey, false).toBool())
{
    setLook(*this, "side-bar");
    setLook(*m_button, "flat");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 12, 8, 8);
    column->setSpacing(4);
    column->addWidget(m_list, 1);
    column->addWidget(m_button, 0, Qt::AlignRight);
    connect(m_button, &QPushButton::clicked, this, &SideRail::toggle);
    arrange();
}

bool SideRail::isFolded() const
{
    return m_list->isFolded();
}

void SideRail::fit(int windowWidth)
{
    m_narrow = windowWidth < UnfoldedFrom;
    arrange();
}

void SideRail::toggle()
{
    m_wanted = !m_wanted;
    m_state.setValue(FoldedKey, m_wanted);
    arrange();
}

void SideRail::arrange()
{
    const bool folded = m_wanted || m_narrow;
    setFixedWidth(folded ? FoldedWidth : Width);
    m_list->setFolded(folded);
    m_button->setVisible(!m_narrow); // there is no choice in a narrow window
    m_button->setDrawing(icon::fold(folded));
    const QString what = folded ? tr("Show the names of the pages") : tr("Show icons only");
    m_button->setToolTip(what);
    m_button->setAccessibleName(what);
}

} // namespace fanlight
