// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/paste_dialog.h"

#include "format.h"
#include "theme/theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextOption>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace fanlight {

namespace {

constexpr auto Delay = 150ms;
constexpr qsizetype FirstShown = 8;

} // namespace

PasteDialog::PasteDialog(const QString& title, const QFont& font, QWidget* parent)
    : QDialog(parent)
    , m_edit(new QPlainTextEdit)
    , m_preview(new QLabel)
    , m_refusals(new QLabel)
    , m_add(new QPushButton)
{
    setWindowTitle(title);
    setLook(*m_edit, "code");
    m_edit->setFont(font);
    m_edit->setAccessibleName(tr("User ids"));
    m_edit->setPlaceholderText(u"1 2 3, 4; 5\n6\n[\"7\", \"8\"]"_s);
    m_edit->setTabChangesFocus(true);
    // To find the end of a word of 200 KiB anew for each of its lines takes seconds.
    m_edit->setWordWrapMode(QTextOption::WrapAnywhere);
    setLook(*m_preview, "dim");
    setLook(*m_refusals, "bad");
    for (QLabel* label : {m_preview, m_refusals}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    auto* hint = new QLabel(tr("Ids separated by blanks, commas or lines, or a JSON array."));
    setLook(*hint, "hint");
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(m_add, QDialogButtonBox::AcceptRole);
    setLook(*m_add, "primary");
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addWidget(hint);
    column->addWidget(m_edit, 1);
    column->addWidget(m_preview);
    column->addWidget(m_refusals);
    column->addWidget(buttons);
    resize(460, 380);

    m_delay.setSingleShot(true);
    m_delay.setInterval(Delay);
    connect(&m_delay, &QTimer::timeout, this, &PasteDialog::understand);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        m_add->setEnabled(false); // until it is understood
        m_delay.start();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        accept();
        Q_EMIT chosen(m_parsed.ids);
    });
    understand();
}

void PasteDialog::understand()
{
    m_parsed = parseIds(m_edit->toPlainText());
    const qsizetype count = m_parsed.ids.size();
    QString preview = m_parsed.problem;
    if (preview.isEmpty() && (count > 0 || m_parsed.refused > 0)) {
        preview = m_parsed.text();
        if (count > 0) {
            preview += u"\n"_s + m_parsed.ids.first(std::min(count, FirstShown)).join(u", "_s);
            preview += count > FirstShown ? u", …, "_s + m_parsed.ids.constLast() : QString();
        }
    }
    m_preview->setText(preview.isEmpty() ? tr("nothing yet") : preview);
    m_refusals->setText(m_parsed.refusals.size() > 1 ? m_parsed.refusals.join(u'\n') : QString());
    m_refusals->setVisible(m_parsed.refusals.size() > 1);
    m_add->setEnabled(count > 0);
    m_add->setText(tr("Add %1 user(s)", nullptr, format::plural(double(count)))
                       .arg(format::count(double(count))));
}

QString PasteDialog::previewText() const
{
    return m_preview->text();
}

} // namespace fanlight
