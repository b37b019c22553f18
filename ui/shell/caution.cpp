// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/caution.h"

#include "widgets/question.h"

#include <QCoreApplication>
#include <QLineEdit>

namespace fanlight {

namespace {

struct CautionText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::Caution)
};

} // namespace

Question* Caution::ask(QWidget& over, const Deed& deed, std::function<void()> goOn) const
{
    if (!asksFirst) {
        goOn();
        return nullptr;
    }
    auto* question = new Question(&over, deed.title, deed.text);
    if (hub.isEmpty()) {
        question->setFacts({CautionText::tr("This hub is in production.")});
        question->addChoice(deed.action, Question::Choice::Costly, std::move(goOn));
        question->open();
        return question;
    }
    question->setFacts({CautionText::tr("“%1” is in production.").arg(hub)});
    question->offerLine(CautionText::tr("Type its name to go on"), {});
    question->addChoice(deed.action, Question::Choice::Costly, std::move(goOn));
    question->setCheck([name = hub.trimmed()](const QString& typed) {
        return typed == name ? QString() : CautionText::tr("Its name is “%1”.").arg(name);
    });
    question->open();
    return question;
}

} // namespace fanlight
