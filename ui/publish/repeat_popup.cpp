// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/repeat_popup.h"

#include "theme/theme.h"
#include "widgets/key_notes.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

RepeatPopup::RepeatPopup(QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_perSecond(new QDoubleSpinBox)
    , m_count(new QSpinBox)
{
    setAccessibleName(tr("Repeat"));
    setFrameShape(QFrame::StyledPanel);
    setLook(*this, "panel");
    m_perSecond->setRange(RepeatPlan::LeastPerSecond, RepeatPlan::MostPerSecond);
    m_perSecond->setDecimals(1);
    m_perSecond->setSuffix(tr(" a second"));
    m_perSecond->setAccessibleName(tr("How often a second"));
    m_count->setRange(0, RepeatPlan::MostCount);
    m_count->setSpecialValueText(tr("until stopped"));
    const auto takeSuffix
        = [this](int n) { m_count->setSuffix(tr(" time(s)", "behind a number", n)); };
    takeSuffix(m_count->value());
    connect(m_count, &QSpinBox::valueChanged, this, takeSuffix);
    m_count->setGroupSeparatorShown(true);
    m_count->setAccessibleName(tr("How many times"));
    auto* start = new QPushButton(tr("Start"));
    setLook(*start, "primary");
    auto* hint = new QLabel(tr("Esc stops it."));
    setLook(*hint, "hint");

    auto* fields = new QFormLayout;
    fields->setHorizontalSpacing(12);
    fields->addRow(tr("How often"), m_perSecond);
    fields->addRow(tr("How many"), m_count);
    auto* line = new QHBoxLayout;
    line->addWidget(hint);
    line->addStretch();
    line->addWidget(start);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(10);
    column->addLayout(fields);
    column->addLayout(line);

    const auto go = [this] {
        close();
        Q_EMIT startRequested();
    };
    connect(start, &QPushButton::clicked, this, go);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* shortcut = new QShortcut(key, this);
        explainKey(*shortcut, tr("Start to repeat"));
        connect(shortcut, &QShortcut::activated, this, go);
    }
    setPlan({});
}

RepeatPlan RepeatPopup::plan() const
{
    return {m_perSecond->value(), quint64(m_count->value())};
}

void RepeatPopup::setPlan(const RepeatPlan& plan)
{
    m_perSecond->setValue(plan.perSecond);
    m_count->setValue(int(std::min(plan.count, quint64(RepeatPlan::MostCount))));
}

void RepeatPopup::showBeneath(const QWidget& button)
{
    adjustSize();
    QPoint place = button.mapToGlobal(QPoint(0, button.height() + 4));
    const QRect room = button.screen()->availableGeometry();
    if (place.y() + height() > room.bottom())
        place = button.mapToGlobal(QPoint(0, -height() - 4));
    place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - width())));
    move(place);
    show();
    m_perSecond->setFocus(Qt::PopupFocusReason);
    m_perSecond->selectAll();
}

} // namespace fanlight
