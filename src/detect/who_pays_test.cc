// SPDX-License-Identifier: Apache-2.0
// Who pays a fee decides what it shows: what the employer pays is no debt of the worker's, unless
// it must be paid back. All of it is invented.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

class EmployerPays : public testing::TestWithParam<std::string_view> {};
TEST_P(EmployerPays, IsNoLead) {
  const auto leads = leads_asked_for(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, EmployerPays,
    testing::Values(
        "Nurses wanted in {t}. We pay the visa fee.",
        "Nurses wanted in {t}. We also pay your registration fee.",
        "Nurses wanted in {t}. Employer covers visa fees, registration fees and flights before "
        "departure.",
        "Nurses wanted in {t}. We cover your flight, your medical, visa and registration fees "
        "before departure.",
        "Nurses wanted in {t}. Fees before departure, visas and flights are paid by the employer.",
        "Se buscan enfermeras en {t}. La empresa paga el vuelo, el visado y las tasas antes del "
        "viaje.",
        "Nous recrutons à {t}. L'employeur prend en charge le vol, le visa, les frais avant le "
        "départ.",
        "Wir suchen Pflegekräfte in {t}. Der Arbeitgeber übernimmt Flug, Visum und alle Gebühren "
        "vor der Abreise.",
        "Procuramos enfermeiros em {t}. A empresa paga o voo, o visto e as taxas antes da viagem.",
        "Требуются медсёстры в {t}. Работодатель оплачивает перелёт, визу, сбор до выезда.",
        "Nurses wanted in {t}. Visa fees paid by us.",
        "Nurses wanted in {t}. Visa fees are paid by the trust.",
        "Care assistants wanted in {t}, visa fee paid by the employer.",
        "Pickers wanted in {t}. No fee for you, the company covers flights before departure.",
        "Pickers wanted in {t}. The company covers the visa fee before departure.",
        "Fish processing in {t}, workers wanted: visa and all recruitment fees paid for you.",
        "Live-in caregiver wanted in {t}, one day off a week. Visa fee paid by the family.",
        "Se buscan enfermeras en {t}. La empresa paga las tasas del visado.",
        "Se buscan enfermeras en {t}. Las tasas de visado antes del viaje las pagamos nosotros.",
        "Se buscan peones en {t}. Tasas antes del viaje a cargo de la empresa.",
        "Nous recrutons des infirmiers à {t}. Frais de visa payés par l'employeur.",
        "Nous recrutons à {t}. Nous prenons en charge les frais de visa avant le départ.",
        "Wir suchen Pflegekräfte in {t}. Visagebühren vor der Abreise übernimmt der Arbeitgeber.",
        "Wir suchen Pflegekräfte in {t}. Wir übernehmen alle Gebühren vor der Abreise.",
        "Procuramos enfermeiros em {t}. A empresa paga as taxas do visto.",
        "Procuramos enfermeiros em {t}. Taxas antes da viagem pagas por nós.",
        "Требуются медсёстры в {t}. Мы оплачиваем визовый сбор до выезда.",
        "Требуются медсёстры в {t}. Визовый сбор до выезда за счёт работодателя."));

class WorkerPays : public testing::TestWithParam<std::string_view> {};
TEST_P(WorkerPays, StaysALead) { EXPECT_EQ(leads_asked_for(GetParam()).size(), 1U) << GetParam(); }
INSTANTIATE_TEST_SUITE_P(
    ByHand, WorkerPays,
    testing::Values(
        "Nurses wanted in {t}. We pay the visa fee and you repay it from your wages.",
        "Nurses wanted in {t}. We pay the visa fee and it is deducted from your salary.",
        "Nurses wanted in {t}. We pay the visa fee. It is deducted later.",
        "Nurses wanted in {t}. We pay the visa fee and you repay it later.",
        "Nurses wanted in {t}. The agency pays the visa fee, you pay us back in six months.",
        "Nurses wanted in {t}. The trust does not pay, you pay the visa fee before departure.",
        "Nurses wanted in {t}. We pay the flight, you pay a visa fee of 200.",
        "Nurses wanted in {t}. We pay your flight but you pay the visa fee before departure.",
        "Nurses wanted in {t}. We pay weekly, registration fee 200 before the start.",
        "Nurses wanted in {t}. Employer covers flights, you pay fees before departure.",
        "Nurses wanted in {t}. Employer covers flights, visa, the fees you pay before departure.",
        "Nurses wanted in {t}. Employer covers flights. Registration fees before departure.",
        "Se buscan enfermeras en {t}. La empresa paga el vuelo, usted paga la tasa antes del "
        "viaje.",
        "Nurses wanted in {t}. The visa fee must be paid by you to us.",
        "Nurses wanted in {t}. Agency fee paid before departure, flights paid by us.",
        "Se buscan enfermeras en {t}. La empresa paga las tasas del visado y las devuelves "
        "después.",
        "Se buscan enfermeras en {t}. Te pagamos 900, tasa de 200 antes del viaje.",
        "Se buscan enfermeras en {t}. Hay que pagar a la empresa una tasa antes del viaje.",
        "Nous recrutons à {t}. Nous payons les frais de visa, vous les remboursez ensuite.",
        "Nous recrutons à {t}. Vous payez les frais de dossier, nous payons le vol.",
        "Wir suchen Helfer in {t}. Wir zahlen die Visagebühr, sie wird später abgearbeitet.",
        "Wir suchen Helfer in {t}. Wir zahlen gut, Gebühr vor der Abreise 200 Euro.",
        "Procuramos pessoal em {t}. A empresa paga as taxas do visto e depois descontamos.",
        "Procuramos pessoal em {t}. Pagamos bem, taxa antes da viagem 200.",
        "Требуются люди в {t}. Мы оплачиваем визовый сбор, потом отрабатываете.",
        "Требуются люди в {t}. Сбор до выезда платите вы."));

// A loan of the state's is paid back by law, and a course by agreement: the second binds, but says
// too little for a lead on its own.
class LoanOrCourse : public testing::TestWithParam<std::string_view> {};
TEST_P(LoanOrCourse, IsNoLeadAlone) {
  const auto leads = leads_asked_for(GetParam());
  EXPECT_TRUE(leads.empty()) << GetParam() << ": " << evidence_of(leads);
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, LoanOrCourse,
    testing::Values(
        "Student loan jobs in {t}: it is paid back from your wages once you earn 19000.",
        "Learn to drive trucks in {t}: we pay for the course, you pay it back from your wages over "
        "two years.",
        "Conductores de camión, trabajo en {t}. Pagamos el curso y lo devuelves en dos años.",
        "Nous recrutons à {t}. Nous payons la formation, vous la remboursez en deux ans."));

class LoanOrCourseAndMore : public testing::TestWithParam<std::string_view> {};
TEST_P(LoanOrCourseAndMore, IsALead) {
  EXPECT_EQ(leads_asked_for(GetParam()).size(), 1U) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, LoanOrCourseAndMore,
    testing::Values(
        "Truck drivers wanted in {t}. We pay for the course, you pay it back from your wages. "
        "Passports stay with us.",
        "Truck drivers wanted in {t}. We pay for the course and the visa, you pay it back from "
        "your wages.",
        "Truck drivers wanted in {t}. We pay for the visa, you pay it back from your wages.",
        "Truck drivers wanted in {t}. The loan for the flight is paid back from your wages.",
        "Se buscan conductores en {t}. Pagamos el visado, las tasas y el curso, los devuelves "
        "trabajando.",
        "Nous recrutons à {t}. Nous payons le visa, vous le remboursez sur votre salaire."));

TEST(LoanOrCourse, ACourseToPayBackIsSaidBesideWhatMakesTheLead) {
  const auto leads = leads_asked_for(
      "Truck drivers wanted in {t}. We pay for the course, you pay it back from your wages. "
      "Passports stay with us.");
  ASSERT_EQ(leads.size(), 1U);
  EXPECT_NE(find_evidence(leads[0], "training_paid_back"), nullptr) << evidence_of(leads);
}

}  // namespace
}  // namespace lodestar::detect
