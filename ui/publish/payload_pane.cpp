// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/payload_pane.h"

#include "format.h"
#include "publish/payload_editor.h"
#include "publish/payload_file.h"
#include "publish/problem_pill.h"
#include "widgets/label.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

PayloadPane::PayloadPane(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_editor(new PayloadEditor(theme))
    , m_state(new ProblemPill(theme))
    , m_fileProblem(makeLabel("bad"))
    , m_plainText(new QCheckBox(tr("Send as plain text")))
    , m_format(new QPushButton(tr("Format")))
    , m_file(new QPushButton(tr("From file…")))
{
    m_fileProblem->setWordWrap(true);
    m_fileProblem->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addLayout(makeTitle());
    column->addWidget(m_editor, 1);
    column->addWidget(m_fileProblem);
    column->addLayout(makeTools());
    setFocusProxy(m_editor);
    connect(m_editor, &PayloadEditor::checked, this, &PayloadPane::showState);
    connect(m_state, &ProblemPill::pressed, m_editor, &PayloadEditor::jumpToProblem);
}

QBoxLayout* PayloadPane::makeTitle()
{
    QLabel* title = makeLabel(tr("Payload"), "title");
    title->setBuddy(m_editor);
    QLabel* placeholders = makeLabel(u"{i}  {now}  {random}"_s, "hint");
    placeholders->setToolTip(tr("Replaced in payload, user ids and event id when it is sent:\n"
                                "{i}  1, 2, 3… in a repeat or a batch, else 1\n"
                                "{now}  the time, as in 2026-01-31T12:00:00.000Z\n"
                                "{random}  a number from 0 to 4294967295\n"
                                "All other braces stay as they are."));
    placeholders->setAccessibleDescription(placeholders->toolTip());
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 6, 0, 0);
    line->setSpacing(10);
    line->addWidget(title);
    line->addWidget(placeholders);
    line->addStretch();
    line->addWidget(m_state);
    return line;
}

QBoxLayout* PayloadPane::makeTools()
{
    for (QPushButton* button : {m_file, m_format})
        setLook(*button, "small");
    m_file->setToolTip(tr("A payload in UTF-8, from a file."));
    m_format->setToolTip(tr("Lays the JSON out over lines; on the wire it is compact anyway."));
    m_plainText->setToolTip(
        tr("The payload goes out as it is written, one “data:” line for each line."));
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_file);
    line->addWidget(m_format);
    line->addWidget(m_plainText);
    line->addStretch();
    connect(m_file, &QPushButton::clicked, this, &PayloadPane::askForFile);
    connect(m_format, &QPushButton::clicked, m_editor, &PayloadEditor::format);
    connect(m_plainText, &QCheckBox::toggled, m_editor, &PayloadEditor::setPlainTextMode);
    return line;
}

void PayloadPane::load(const QString& text, bool plainText)
{
    m_fileProblem->hide();
    m_editor->load(text, plainText);
}

void PayloadPane::askForFile()
{
    auto* dialog = new QFileDialog(
        this, tr("Payload from a file"), {}, tr("JSON and text (*.json *.txt);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PayloadPane::loadFile);
    dialog->open();
}

void PayloadPane::loadFile(const QString& path)
{
    m_reader.start([this, path, limit = m_dataLimit] {
        const PayloadFile file = readPayload(path, limit);
        Worker::answer(this, [this, file] {
            m_fileProblem->setText(file.error);
            m_fileProblem->setVisible(!file.error.isEmpty());
            if (file.error.isEmpty())
                m_editor->load(file.text, file.plainText);
        });
    });
}

void PayloadPane::showState()
{
    m_plainText->setChecked(m_editor->isPlainText()); // a load or its undoing chose it
    m_format->setEnabled(!m_editor->isPlainText() && !m_editor->problem());
    const QString size = format::bytes(double(m_editor->data().size()));
    if (m_editor->problem())
        m_state->show(Pill::Tone::Bad, m_editor->problem()->text());
    else if (m_editor->isPlainText())
        m_state->show(Pill::Tone::Neutral, tr("plain text, %1", "its size").arg(size));
    else
        m_state->show(Pill::Tone::Good, tr("valid JSON, %1", "its size").arg(size));
    Q_EMIT changed();
}

} // namespace fanlight
