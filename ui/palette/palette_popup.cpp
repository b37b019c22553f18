// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/palette_popup.h"

#include "format.h"
#include "palette/palette.h"
#include "theme/theme.h"
#include "widgets/label.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScreen>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace fanlight {

namespace {

constexpr int PaletteWidth = 640;
constexpr int PaletteTop = 60; // below the bar
constexpr int PaletteEdge = 16; // to the window's edges
constexpr int PaletteRow = 34;
constexpr int PalettePadding = 12;
constexpr int PaletteGap = 10;
constexpr int KeyPadding = 5;
constexpr int NumberWidth = 20;

// Its number, its title, with what was found in it in the accent's colour, its detail, its kind or
// its keys.
class PaletteDelegate : public QStyledItemDelegate {
public:
    PaletteDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {PaletteWidth / 2, PaletteRow};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.color(Theme::Role::AccentSoft));
            painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 6, 6);
        }
        QRect room = option.rect.adjusted(PalettePadding, 0, -PalettePadding, 0);
        painter->setFont(option.font);
        paintNumber(*painter, room, index.row());
        paintKeys(*painter, room, index.data(PaletteModel::KeysRole).toString());
        paintRight(*painter, room, index.data(PaletteModel::KindRole).toString());
        paintTitle(*painter, room, index);
        painter->setPen(m_theme.color(Theme::Role::Dim));
        const QString detail = index.data(PaletteModel::DetailRole).toString();
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
            painter->fontMetrics().elidedText(detail, Qt::ElideRight, room.width()));
        painter->restore();
    }

private:
    void paintNumber(QPainter& painter, QRect& room, int row) const
    {
        if (row < PalettePopup::RowsShown) {
            painter.setPen(m_theme.color(Theme::Role::Dim));
            painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                QString::number((row + 1) % PalettePopup::RowsShown));
        }
        room.setLeft(room.left() + NumberWidth);
    }
    void paintRight(QPainter& painter, QRect& room, const QString& text) const
    {
        if (text.isEmpty())
            return;
        painter.setPen(m_theme.color(Theme::Role::Dim));
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignRight, text);
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(text) - PaletteGap);
    }
    void paintKeys(QPainter& painter, QRect& room, const QString& keys) const
    {
        if (keys.isEmpty())
            return;
        const int width = painter.fontMetrics().horizontalAdvance(keys) + 2 * KeyPadding;
        const QRect cap(room.right() - width, room.center().y() - 10, width, 21);
        painter.setPen(m_theme.color(Theme::Role::Line));
        painter.setBrush(m_theme.color(Theme::Role::Background));
        painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter.setPen(m_theme.color(Theme::Role::Dim));
        painter.drawText(cap, Qt::AlignCenter, keys);
        room.setRight(cap.left() - PaletteGap);
    }
    // Leaves in `room` what is behind it.
    void paintTitle(QPainter& painter, QRect& room, const QModelIndex& index) const
    {
        const QString title = index.data().toString();
        const QFontMetrics metrics = painter.fontMetrics();
        const QString shown = metrics.elidedText(title, Qt::ElideRight, room.width());
        painter.setPen(m_theme.color(Theme::Role::Text));
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, shown);
        painter.setPen(m_theme.color(Theme::Role::Accent));
        for (const QVariant& place : index.data(PaletteModel::PlacesRole).toList()) {
            const auto at = qsizetype(place.toLongLong());
            if (at >= shown.size() || shown[at] != title[at])
                continue;
            const int left = room.left() + metrics.horizontalAdvance(shown.left(at));
            painter.drawText(QRect(left, room.top(), room.width(), room.height()),
                Qt::AlignVCenter | Qt::AlignLeft, shown.mid(at, 1));
        }
        room.setLeft(room.left() + metrics.horizontalAdvance(shown) + PaletteGap);
    }

    const Theme& m_theme;
};

} // namespace

PalettePopup::PalettePopup(Palette& palette, const Theme& theme, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_palette(palette)
    , m_model(palette)
    , m_edit(new QLineEdit)
    , m_list(new QListView)
    , m_found(makeLabel("hint"))
    , m_numbers(makeLabel(tr("Alt with the number does that row at once"), "hint"))
{
    setLook(*this, "panel");
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Search or do"));
    m_edit->setPlaceholderText(
        tr("An action, a page, a setting, a user, a connection, a template…"));
    m_edit->setAccessibleName(tr("Search or do"));
    m_edit->setMaxLength(int(PaletteMatch::MostCharacters));
    m_edit->installEventFilter(this);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new PaletteDelegate(theme, this));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus); // the line keeps it
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Found"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_edit);
    column->addWidget(m_list, 1);
    auto* line = new QHBoxLayout;
    line->addWidget(m_found, 1);
    line->addWidget(m_numbers);
    column->addLayout(line);
    m_tell.setSingleShot(true);
    m_tell.setInterval(TellDelay);
    connect(&m_tell, &QTimer::timeout, this, &PalettePopup::tell);
    connect(m_edit, &QLineEdit::textChanged, &palette, &Palette::setTyped);
    connect(&palette, &Palette::changed, this, &PalettePopup::refresh);
    connect(m_list, &QListView::clicked, this, &PalettePopup::runCurrent);
    hide();
}

void PalettePopup::open()
{
    m_edit->clear();
    m_palette.open();
    place();
    show();
    m_edit->setFocus();
}

// In the middle of the window, and never larger than it.
void PalettePopup::place()
{
    const QWidget& window = *parentWidget()->window();
    const int width = std::min(PaletteWidth, window.width() - 2 * PaletteEdge);
    const int around = m_edit->sizeHint().height() + m_found->sizeHint().height() + 34;
    const int height
        = std::min(RowsShown * PaletteRow + around, window.height() - PaletteTop - PaletteEdge);
    const QPoint corner = window.mapToGlobal(QPoint((window.width() - width) / 2, PaletteTop));
    setGeometry(QRect(corner, QSize(width, height)));
}

void PalettePopup::refresh()
{
    m_model.pull();
    if (m_model.rowCount() > 0)
        m_list->setCurrentIndex(m_model.index(0));
    m_list->scrollToTop();
    const auto found = double(m_palette.found());
    m_found->setText(m_model.rowCount() == 0
            ? tr("Nothing is found; leave a letter out, or type another word")
            : tr("%1 found", nullptr, format::plural(found)).arg(format::count(found)));
    m_numbers->setVisible(m_model.rowCount() > 0);
    m_tell.start();
}

QString PalettePopup::foundText() const
{
    return m_found->text();
}

// How much was found, and which of it Enter would do.
void PalettePopup::tell()
{
    if (!isVisible())
        return;
    const QString current = m_list->currentIndex().data(Qt::AccessibleTextRole).toString();
    const QString told = current.isEmpty()
        ? m_found->text()
        : tr("%1: %2", "how many were found, what is chosen").arg(m_found->text(), current);
    m_edit->setAccessibleDescription(told);
    m_found->setAccessibleName(told);
    QAccessibleEvent alert(m_found, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void PalettePopup::step(int rows)
{
    const int last = m_model.rowCount() - 1;
    if (last < 0)
        return;
    const int now = m_list->currentIndex().row();
    int next = std::clamp(now + rows, 0, last);
    if (rows == 1 && now == last)
        next = 0; // round and round
    else if (rows == -1 && now == 0)
        next = last;
    m_list->setCurrentIndex(m_model.index(next));
    m_tell.start();
}

void PalettePopup::runCurrent()
{
    const int row = m_list->currentIndex().row();
    if (row < 0)
        return;
    m_runs = true; // what was found is needed until it is done
    hide();
    m_runs = false;
    m_palette.run(row);
}

void PalettePopup::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    m_tell.stop();
    if (!m_runs)
        m_palette.close();
}

// Alt+1 is the first row, Alt+0 the tenth.
bool PalettePopup::takeNumber(const QKeyEvent& key)
{
    Qt::KeyboardModifiers modifiers = key.modifiers();
    modifiers.setFlag(Qt::KeypadModifier, false);
    const bool isNumber
        = modifiers == Qt::AltModifier && key.key() >= Qt::Key_0 && key.key() <= Qt::Key_9;
    if (!isNumber)
        return false;
    const int number = key.key() - Qt::Key_0;
    const int row = number == 0 ? RowsShown - 1 : number - 1;
    if (row < m_model.rowCount()) {
        m_list->setCurrentIndex(m_model.index(row));
        runCurrent();
    }
    return true;
}

bool PalettePopup::takeKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_Tab:
        step(1);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Backtab:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(RowsShown);
        return true;
    case Qt::Key_PageUp:
        step(-RowsShown);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

bool PalettePopup::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_K && key->modifiers() == Qt::ControlModifier) {
            hide();
            return true;
        }
        if (takeNumber(*key) || takeKey(key->key()))
            return true;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace fanlight
